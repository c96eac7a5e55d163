package org.bpfskel.internal.structops;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.foreign.NativeMemory.Block;
import org.bpfskel.internal.handle.InitialValue;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.handle.TypeReading;
import org.bpfskel.internal.value.CBits;
import org.jspecify.annotations.Nullable;

/**
 * libbpf's image of a struct_ops variable, between open and load. The bytes of a function pointer
 * hold libbpf's address of the program: those read as zeros, and are kept when bytes are written.
 */
public final class StructOpsImage extends InitialValue {
  private final ObjectHandle object;

  /** Offsets of the function pointers, sorted; found with the image. */
  private int[] slots = {};

  private @Nullable StructLayout layout;

  /** A callback that is set, and libbpf's address of its program. */
  record Assignment(Member member, long program) {}

  StructOpsImage(ObjectHandle object, long mapAddress) {
    super(mapAddress);
    this.object = object;
  }

  @Override
  public byte[] read() {
    byte[] bytes = super.read();
    for (int slot : slots) {
      Arrays.fill(bytes, slot, slot + Long.BYTES, (byte) 0);
    }
    return bytes;
  }

  @Override
  protected void put(byte[] value, Block block) {
    int from = 0;
    for (int slot : slots) {
      if (slot > from) { // not so in a union, or in BTF that is damaged
        NativeMemory.write(block.address() + from, value, from, slot - from);
      }
      from = slot + Long.BYTES;
    }
    NativeMemory.write(block.address() + from, value, from, value.length - from);
  }

  /** libbpf's address of the program in the callback at an offset; 0 if it is not set. */
  long program(int offset) {
    return NativeMemory.readPointer(slot(offset));
  }

  void setProgram(int offset, @Nullable ProgramHandle program) {
    long slot = slot(offset);
    if (program != null && program.object() != object) {
      throw new IllegalArgumentException(
          Printable.of(map())
              + ": "
              + program
              + " belongs to another open object, "
              + Printable.of(program.object().name()));
    }
    NativeMemory.writePointer(slot, program == null ? 0 : program.address());
  }

  /** The callbacks that are set, in the struct's order. */
  List<Assignment> callbacks() {
    block();
    List<Assignment> callbacks = new ArrayList<>();
    for (Member member : layout().members()) {
      long program = isCallback(member) ? program(member.offset()) : 0;
      if (program != 0) {
        callbacks.add(new Assignment(member, program));
      }
    }
    return callbacks;
  }

  /** Bitfields that are members of the struct itself, and not of an anonymous one within. */
  List<String> topLevelBitfields() {
    List<String> names = new ArrayList<>();
    for (BtfType.Member member : TypeReading.of(map(), this::topLevelMembers)) {
      if (member.bitfieldSize() > 0 && !member.name().isEmpty()) {
        names.add(member.name());
      }
    }
    return names;
  }

  /** The function pointer at an offset, as the object's BTF has it; null if it has none there. */
  BtfType.@Nullable Member callback(int offset) {
    for (BtfType.Member member : TypeReading.of(map(), this::topLevelMembers)) {
      if (member.bitOffset() == (long) offset * Byte.SIZE) {
        return member;
      }
    }
    return null;
  }

  private List<BtfType.Member> topLevelMembers() throws BtfException {
    Btf btf = object.btf();
    return ((BtfType.Composite) btf.type(btf.resolve(typeId()))).members();
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
          Printable.of(map()) + " has no function pointer at offset " + offset);
    }
    return block.address() + offset;
  }

  @Override
  protected String missing() {
    return "this libbpf gives no image of struct_ops variables: 1.4 or newer does";
  }

  @Override
  protected void check(Block block) {
    slots = functionPointers((int) block.size());
  }

  /** Offsets of the function pointers; the struct's size in BTF must be the image's. */
  private int[] functionPointers(int imageSize) {
    StructLayout struct = layout();
    if (struct.size() != imageSize) {
      throw failure(
          BpfException.Kind.INVALID,
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
  public StructLayout layout() {
    StructLayout known = layout;
    if (known == null) {
      known = TypeReading.of(map(), () -> StructLayout.read(object.btf(), typeId()));
      layout = known;
    }
    return known;
  }
}
