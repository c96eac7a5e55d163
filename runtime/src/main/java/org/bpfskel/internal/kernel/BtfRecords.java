package org.bpfskel.internal.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/** Writes types as raw BTF: the records of {@code struct btf_type}, and the strings behind them. */
final class BtfRecords {
  private static final short MAGIC = (short) 0xeb9f;
  private static final int HEADER = 24;
  private static final int KIND_FLAG = 1 << 31;

  /** Of an enum's value: its name, and 32 bits. */
  private static final int VALUE_WORDS = 2;

  /** In the order of their numbers in BTF, as the linkages are. */
  private static final List<BtfKind> KINDS = List.of(BtfKind.values());

  private static final List<BtfType.Linkage> LINKAGES = List.of(BtfType.Linkage.values());

  private final ByteOrder order;

  /** New ids by those in the types. What is not there becomes void. */
  private final Map<Integer, Integer> ids;

  private final List<Integer> words = new ArrayList<>();
  private final Map<String, Integer> offsets = new HashMap<>();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();

  BtfRecords(ByteOrder order, Map<Integer, Integer> ids) {
    this.order = order;
    this.ids = ids;
    string("");
  }

  /** Adds a type behind the last; not a section of data. */
  void add(BtfType type) {
    if (type instanceof BtfType.Int number) {
      head(type, false, 0, number.size());
      int encoding =
          (number.signed() ? 1 : 0) | (number.isChar() ? 2 : 0) | (number.isBool() ? 4 : 0);
      words.add(encoding << 24 | number.bitOffset() << 16 | number.bits());
    } else if (type instanceof BtfType.Ptr pointer) {
      head(type, false, 0, id(pointer.type()));
    } else if (type instanceof BtfType.Modifier modifier) {
      head(type, false, 0, id(modifier.type()));
    } else if (type instanceof BtfType.Array array) {
      head(type, false, 0, 0);
      words.addAll(List.of(id(array.element()), id(array.index()), (int) array.length()));
    } else if (type instanceof BtfType.Composite struct) {
      members(struct);
    } else if (type instanceof BtfType.Enum values) {
      head(type, values.signed(), values.values().size(), values.size());
      for (BtfType.Value value : values.values()) {
        words.addAll(List.of(string(value.name()), (int) value.value()));
        if (type.kind().elementWords() > VALUE_WORDS) {
          words.add((int) (value.value() >>> Integer.SIZE));
        }
      }
    } else if (type instanceof BtfType.Fwd forward) {
      head(type, forward.union(), 0, 0);
    } else if (type instanceof BtfType.Float number) {
      head(type, false, 0, number.size());
    } else if (type instanceof BtfType.Func function) {
      head(type, false, LINKAGES.indexOf(function.linkage()), id(function.proto()));
    } else if (type instanceof BtfType.FuncProto prototype) {
      int varargs = prototype.varargs() ? 1 : 0;
      head(type, false, prototype.params().size() + varargs, id(prototype.returnType()));
      prototype
          .params()
          .forEach(each -> words.addAll(List.of(string(each.name()), id(each.type()))));
      if (prototype.varargs()) {
        words.addAll(List.of(0, 0));
      }
    } else if (type instanceof BtfType.Var variable) {
      head(type, false, 0, id(variable.type()));
      words.add(LINKAGES.indexOf(variable.linkage()));
    } else if (type instanceof BtfType.DeclTag tag) {
      head(type, false, 0, id(tag.type()));
      words.add(tag.componentIndex());
    } else {
      throw new IllegalArgumentException(type.kind().toString());
    }
  }

  private void members(BtfType.Composite struct) {
    boolean hasBitfields = struct.members().stream().anyMatch(each -> each.bitfieldSize() > 0);
    head(struct, hasBitfields, struct.members().size(), struct.size());
    for (BtfType.Member member : struct.members()) {
      int size = hasBitfields ? member.bitfieldSize() << 24 : 0;
      words.addAll(
          List.of(string(member.name()), id(member.type()), size | (int) member.bitOffset()));
    }
  }

  private void head(BtfType type, boolean flag, int elements, int sizeOrType) {
    int info = number(type.kind()) << 24 | elements;
    words.addAll(List.of(string(type.name()), flag ? info | KIND_FLAG : info, sizeOrType));
  }

  private static int number(BtfKind kind) {
    return KINDS.indexOf(kind);
  }

  private int id(int type) {
    return ids.getOrDefault(type, 0);
  }

  private int string(String text) {
    Integer known = offsets.get(text);
    if (known == null) {
      known = strings.size();
      offsets.put(text, known);
      strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      strings.write(0);
    }
    return known;
  }

  /** All of it, with its header. */
  byte[] bytes() {
    int types = words.size() * Integer.BYTES;
    ByteBuffer out = ByteBuffer.allocate(HEADER + types + strings.size()).order(order);
    out.putShort(MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER);
    out.putInt(0).putInt(types).putInt(types).putInt(strings.size());
    words.forEach(out::putInt);
    return out.put(strings.toByteArray()).array();
  }
}
