package org.bpfskel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.LibbpfBuffers;
import org.bpfskel.internal.NativeMemory;
import org.bpfskel.internal.NativeMemory.Block;
import org.bpfskel.struct.CBits;
import org.jspecify.annotations.Nullable;

/**
 * A map's content between open and load, in libbpf's own memory. In a struct_ops variable the bytes
 * of a function pointer hold libbpf's address of the program: those are kept apart, as programs.
 *
 * <p>Used under the object's lifetime only, so it needs no lock of its own.
 */
final class InitialValue {
  private final BpfObject object;
  private final String map;
  private final long mapAddress;
  private final boolean structOps;

  /** Known to be zeros: then it is not read, for libbpf's memory takes room once it is. */
  private boolean isZeros;

  // Both are found once: after load libbpf reports another size for the same memory.
  private @Nullable Block found;

  /** Offsets of the function pointers, sorted. */
  private int[] slots = {};

  private @Nullable StructLayout layout;

  InitialValue(BpfObject object, String map, long mapAddress, boolean structOps) {
    this.object = object;
    this.map = map;
    this.mapAddress = mapAddress;
    this.structOps = structOps;
    this.isZeros = isBss(map);
  }

  /** {@code .bss} behind the object's name, or with more of the section's own name behind it. */
  private static boolean isBss(String map) {
    return map.startsWith(".") ? map.startsWith(".bss.") : map.endsWith(".bss");
  }

  byte[] read() {
    byte[] bytes;
    try {
      bytes = isZeros ? new byte[size()] : NativeMemory.read(block());
    } catch (OutOfMemoryError e) {
      throw noRoom();
    }
    for (int slot : slots) {
      Arrays.fill(bytes, slot, slot + Long.BYTES, (byte) 0);
    }
    return bytes;
  }

  /** What throws where the value as an array is too much for the heap. */
  BpfException noRoom() {
    return failure(
        "ENOMEM",
        "Java's heap has no room for its %d bytes at once: use single variables, or a larger heap (-Xmx)"
            .formatted(block().size()));
  }

  /** Bytes of the value. */
  int size() {
    return Math.toIntExact(block().size());
  }

  /** Copies the value to a direct buffer of its size, which is all zeros. */
  void read(ByteBuffer zeros) {
    if (!isZeros) {
      NativeMemory.read(block(), zeros);
    }
  }

  /** Takes the value from a direct buffer of its size. */
  void write(ByteBuffer value) {
    isZeros = false;
    NativeMemory.write(value, block());
  }

  void write(byte[] value) {
    Block block = block();
    if (value.length != block.size()) {
      throw failure(
          "EINVAL", "the value is " + value.length + " bytes, the map takes " + block.size());
    }
    isZeros = false;
    int from = 0;
    for (int slot : slots) {
      if (slot > from) { // not so in a union, or in BTF that is damaged
        NativeMemory.write(block.address() + from, value, from, slot - from);
      }
      from = slot + Long.BYTES;
    }
    NativeMemory.write(block.address() + from, value, from, value.length - from);
  }

  @Nullable StructOpsProgram program(int offset) {
    return object.structOpsProgramAt(NativeMemory.readPointer(slot(offset)));
  }

  void setProgram(int offset, @Nullable StructOpsProgram program) {
    long slot = slot(offset);
    if (program != null && program.object() != object) {
      throw new IllegalArgumentException(
          Printable.of(map)
              + ": "
              + program
              + " belongs to another open object, "
              + Printable.of(program.object().name()));
    }
    NativeMemory.writePointer(slot, program == null ? 0 : program.address());
  }

  /** The callbacks that are set, in the struct's order, with their programs. */
  List<Map.Entry<Member, StructOpsProgram>> callbacks() {
    block();
    List<Map.Entry<Member, StructOpsProgram>> callbacks = new ArrayList<>();
    for (Member member : layout().members()) {
      StructOpsProgram program = isCallback(member) ? program(member.offset()) : null;
      if (program != null) {
        callbacks.add(Map.entry(member, program));
      }
    }
    return callbacks;
  }

  /** Bitfields that are members of the struct itself, and not of an anonymous one within. */
  List<String> topLevelBitfields() {
    try {
      Btf btf = object.btf();
      int id = btf.resolve(Libbpf.bpf_map__btf_value_type_id(mapAddress));
      List<String> names = new ArrayList<>();
      for (BtfType.Member member : ((BtfType.Composite) btf.type(id)).members()) {
        if (member.bitfieldSize() > 0 && !member.name().isEmpty()) {
          names.add(member.name());
        }
      }
      return names;
    } catch (BtfException e) {
      throw unreadable(e);
    }
  }

  /** Whether any bit of a member is not zero. */
  boolean isSet(Member member) {
    Block block = block();
    long size = (member.firstBit() + member.bits() + 7) / Byte.SIZE - member.offset();
    byte[] bytes = NativeMemory.read(new Block(block.address() + member.offset(), size));
    if (member.detail() instanceof MemberDetail.Bits field) {
      return CBits.isSet(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0, field);
    }
    for (byte b : bytes) {
      if (b != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCallback(Member member) {
    return member.kind() == StructLayout.Kind.PROGRAM;
  }

  private long slot(int offset) {
    Block block = block();
    if (Arrays.binarySearch(slots, offset) < 0) {
      throw new IllegalArgumentException(
          Printable.of(map) + " has no function pointer at offset " + offset);
    }
    return block.address() + offset;
  }

  private Block block() {
    if (found == null) {
      Block block = LibbpfBuffers.initialValue(mapAddress);
      if (block == null) {
        throw failure(
            "ENODATA",
            structOps
                ? "this libbpf gives no image of struct_ops variables: 1.4 or newer does"
                : "a map of this kind has no initial value");
      }
      if (block.size() > Integer.MAX_VALUE) {
        throw failure(
            "EFBIG",
            "it has %d bytes, Java's buffers and the kernel's maps have at most %d: divide it among"
                    .formatted(block.size(), Integer.MAX_VALUE)
                + " several sections, such as SEC(\".bss.more\")");
      }
      slots = structOps ? functionPointers((int) block.size()) : slots;
      found = block;
    }
    return found;
  }

  /** Offsets of the function pointers; the struct's size in BTF must be the image's. */
  private int[] functionPointers(int imageSize) {
    StructLayout struct = layout();
    if (struct.size() != imageSize) {
      throw failure(
          "EINVAL",
          "struct %s is %d bytes in the object's BTF, libbpf's image of it %d"
              .formatted(struct.name(), struct.size(), imageSize));
    }
    int[] offsets = new int[struct.members().size()];
    int count = 0;
    for (Member member : struct.members()) {
      if (isCallback(member)) {
        offsets[count++] = member.offset();
      }
    }
    Arrays.sort(offsets, 0, count);
    return Arrays.copyOf(offsets, count);
  }

  /** The variable's struct in the object's own BTF. */
  StructLayout layout() {
    StructLayout known = layout;
    if (known == null) {
      try {
        known = StructLayout.read(object.btf(), Libbpf.bpf_map__btf_value_type_id(mapAddress));
      } catch (BtfException e) {
        throw unreadable(e);
      }
      layout = known;
    }
    return known;
  }

  private BpfException unreadable(BtfException e) {
    return failure("EINVAL", "its type is unreadable: " + e.getMessage());
  }

  private BpfException failure(String errnoName, String explanation) {
    return new BpfException("bpf_map__initial_value", map, errnoName, explanation, List.of());
  }
}
