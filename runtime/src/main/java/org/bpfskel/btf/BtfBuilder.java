package org.bpfskel.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Writes types as raw BTF, which {@link Btf#parse(byte[])} reads: alone, as libbpf's {@code
 * btf__new_empty} begins it, or on top of another, as {@code btf__new_empty_split} does. A type may
 * name others by ids that are added later; whether they are there is seen when the BTF is parsed.
 *
 * <p>Not safe for use by several threads.
 *
 * <p>The byte order is chosen at the beginning, where C has {@code btf__set_endianness}.
 */
public final class BtfBuilder {
  private static final short MAGIC = (short) 0xeb9f;
  private static final int HEADER = 24;
  private static final int KIND_FLAG = 1 << 31;

  /** Of an enum's value: its name, and 32 bits. */
  private static final int VALUE_WORDS = 2;

  /** Elements that a record can count, and bits of the place of a member beside a bitfield. */
  private static final int MAX_ELEMENTS = 0xffff;

  private static final int MAX_BITFIELD_OFFSET = 0xffffff;

  /** In the order of their numbers in BTF, as the linkages are. */
  private static final List<BtfKind> KINDS = List.of(BtfKind.values());

  private static final List<BtfType.Linkage> LINKAGES = List.of(BtfType.Linkage.values());

  private final ByteOrder order;
  private final int firstId;

  /** Where this BTF's own strings begin in the numbering that the base's begin. */
  private final long firstString;

  private final List<Integer> words = new ArrayList<>();
  private final Map<String, Integer> offsets = new HashMap<>();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private int types;

  /**
   * Begins BTF without types.
   *
   * @param order byte order of the machine that the types are for
   */
  public BtfBuilder(ByteOrder order) {
    this.order = order;
    this.firstId = 1;
    this.firstString = 0;
    string("");
  }

  /**
   * Begins split BTF, whose types may name those of the base.
   *
   * @param base what {@link Btf#parse(byte[], Btf)} will be given with these bytes
   */
  public BtfBuilder(Btf base) {
    this.order = base.byteOrder();
    this.firstId = base.typeCount();
    this.firstString = base.strings().length();
    offsets.put("", 0);
  }

  /** {@return the id that the next type gets} */
  public int nextId() {
    return firstId + types;
  }

  /**
   * Adds a type behind the last, as libbpf's {@code btf__add_struct} and its like do.
   *
   * <p>The type is whole, with its name and all that it lists. So this is {@code btf__add_int},
   * {@code btf__add_float}, {@code btf__add_ptr}, {@code btf__add_array}, {@code btf__add_struct}
   * and {@code btf__add_union} with {@code btf__add_field}, {@code btf__add_enum} with {@code
   * btf__add_enum_value}, {@code btf__add_enum64} with {@code btf__add_enum64_value}, {@code
   * btf__add_fwd}, {@code btf__add_typedef}, {@code btf__add_const}, {@code btf__add_volatile},
   * {@code btf__add_restrict}, {@code btf__add_type_tag}, {@code btf__add_decl_tag}, {@code
   * btf__add_func}, {@code btf__add_func_proto} with {@code btf__add_func_param}, {@code
   * btf__add_var}, {@code btf__add_datasec} with {@code btf__add_datasec_var_info}, and {@code
   * btf__add_str} for each name.
   *
   * @param type any but void and those of an unknown kind
   * @return its id
   * @throws IllegalArgumentException if BTF has no such type, or it has more members or other
   *     elements than BTF can count (65,535), or a member too far behind a bitfield (2 MiB)
   */
  public int add(BtfType type) {
    return add(type, IntUnaryOperator.identity());
  }

  /**
   * As {@link #add(BtfType)}, for a type of another BTF, like {@code btf__add_type}.
   *
   * @param type any but void and those of an unknown kind
   * @param ids from those that the type names to the ids that they have here
   * @return its id
   * @throws IllegalArgumentException as {@link #add(BtfType)}
   */
  public int add(BtfType type, IntUnaryOperator ids) {
    if (type instanceof BtfType.Int number) {
      head(type, false, 0, number.size());
      int encoding =
          (number.signed() ? 1 : 0) | (number.isChar() ? 2 : 0) | (number.isBool() ? 4 : 0);
      words.add(encoding << 24 | number.bitOffset() << 16 | number.bits());
    } else if (type instanceof BtfType.Ptr pointer) {
      head(type, false, 0, ids.applyAsInt(pointer.type()));
    } else if (type instanceof BtfType.Modifier modifier) {
      head(type, false, 0, ids.applyAsInt(modifier.type()));
    } else if (type instanceof BtfType.Array array) {
      head(type, false, 0, 0);
      words.add(ids.applyAsInt(array.element()));
      words.add(ids.applyAsInt(array.index()));
      words.add((int) array.length());
    } else if (type instanceof BtfType.Composite struct) {
      members(struct, ids);
    } else if (type instanceof BtfType.Enum values) {
      values(values);
    } else if (type instanceof BtfType.Fwd forward) {
      head(type, forward.union(), 0, 0);
    } else if (type instanceof BtfType.Float number) {
      head(type, false, 0, number.size());
    } else if (type instanceof BtfType.Func function) {
      head(type, false, LINKAGES.indexOf(function.linkage()), ids.applyAsInt(function.proto()));
    } else if (type instanceof BtfType.FuncProto prototype) {
      parameters(prototype, ids);
    } else if (type instanceof BtfType.Var variable) {
      head(type, false, 0, ids.applyAsInt(variable.type()));
      words.add(LINKAGES.indexOf(variable.linkage()));
    } else if (type instanceof BtfType.DataSec section) {
      head(type, false, section.vars().size(), section.size());
      for (BtfType.SectionVar variable : section.vars()) {
        words.addAll(List.of(ids.applyAsInt(variable.type()), variable.offset(), variable.size()));
      }
    } else if (type instanceof BtfType.DeclTag tag) {
      head(type, false, 0, ids.applyAsInt(tag.type()));
      words.add(tag.componentIndex());
    } else {
      throw new IllegalArgumentException("BTF has no record of kind " + type.kind());
    }
    return firstId + types++;
  }

  private void members(BtfType.Composite struct, IntUnaryOperator ids) {
    boolean hasBitfields = struct.members().stream().anyMatch(each -> each.bitfieldSize() > 0);
    for (BtfType.Member member : struct.members()) {
      if (hasBitfields && member.bitOffset() > MAX_BITFIELD_OFFSET) {
        throw new IllegalArgumentException(
            "member '%s' of '%s' lies at bit %d, and in a struct with bitfields %d is the last"
                .formatted(member.name(), struct.name(), member.bitOffset(), MAX_BITFIELD_OFFSET));
      }
    }
    head(struct, hasBitfields, struct.members().size(), struct.size());
    for (BtfType.Member member : struct.members()) {
      int size = hasBitfields ? member.bitfieldSize() << 24 : 0;
      words.add(string(member.name()));
      words.add(ids.applyAsInt(member.type()));
      words.add(size | (int) member.bitOffset());
    }
  }

  private void values(BtfType.Enum type) {
    head(type, type.signed(), type.values().size(), type.size());
    for (BtfType.Value value : type.values()) {
      words.addAll(List.of(string(value.name()), (int) value.value()));
      if (type.kind().elementWords() > VALUE_WORDS) {
        words.add((int) (value.value() >>> Integer.SIZE));
      }
    }
  }

  private void parameters(BtfType.FuncProto prototype, IntUnaryOperator ids) {
    int varargs = prototype.varargs() ? 1 : 0;
    int returned = ids.applyAsInt(prototype.returnType());
    head(prototype, false, prototype.params().size() + varargs, returned);
    for (BtfType.Param param : prototype.params()) {
      words.addAll(List.of(string(param.name()), ids.applyAsInt(param.type())));
    }
    if (prototype.varargs()) {
      words.addAll(List.of(0, 0));
    }
  }

  private void head(BtfType type, boolean flag, int elements, int sizeOrType) {
    if (elements > MAX_ELEMENTS) {
      throw new IllegalArgumentException(
          "'%s' has %d members, and BTF counts at most %d"
              .formatted(type.name(), elements, MAX_ELEMENTS));
    }
    int info = KINDS.indexOf(type.kind()) << 24 | elements;
    words.addAll(List.of(string(type.name()), flag ? info | KIND_FLAG : info, sizeOrType));
  }

  private int string(String text) {
    Integer known = offsets.get(text);
    if (known == null) {
      known = (int) (firstString + strings.size());
      offsets.put(text, known);
      strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      strings.write(0);
    }
    return known;
  }

  /** {@return all of it, with its header, like libbpf's {@code btf__raw_data}} */
  public byte[] toBytes() {
    int length = words.size() * Integer.BYTES;
    ByteBuffer out = ByteBuffer.allocate(HEADER + length + strings.size()).order(order);
    out.putShort(MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER);
    out.putInt(0).putInt(length).putInt(length).putInt(strings.size());
    words.forEach(out::putInt);
    return out.put(strings.toByteArray()).array();
  }
}
