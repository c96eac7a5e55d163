package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bpfskel.BpfMap;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/** The changes of one load to one struct_ops variable, collected before any of them is made. */
final class ImageEdit {
  private final byte[] image;
  private final ByteBuffer bytes;
  private final List<Member> dropped;
  private final List<Change> changes = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** Bits of the variable that get a new value: whose they are, and the old and new value. */
  private record Change(long firstBit, long bits, Supplier<String> path, Supplier<String> values) {
    boolean overlaps(long otherFirst, long otherBits) {
      return firstBit < otherFirst + otherBits && otherFirst < firstBit + bits;
    }
  }

  /** A callback that gets another program. */
  private record Slot(int offset, @Nullable StructOpsProgram program) {}

  /** Starts from these bytes; members that are {@code dropped} become zero. */
  ImageEdit(byte[] image, List<Member> dropped) {
    this.image = image.clone();
    this.bytes = ByteBuffer.wrap(this.image).order(ByteOrder.nativeOrder());
    this.dropped = dropped;
    for (Member member : dropped) {
      Arrays.fill(this.image, member.offset(), member.offset() + member.size(), (byte) 0);
    }
  }

  /** The image with the changes so far. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Whether these bits are to change: not in a dropped member, nor twice in a union. */
  boolean claims(long firstBit, long bits, Supplier<String> path, Supplier<String> values) {
    if (firstBit + bits > (long) image.length * Byte.SIZE) {
      refuse(path, "is set, but this build of the object has no such member");
      return false;
    }
    Change change = new Change(firstBit, bits, path, values);
    for (Member member : dropped) {
      if (change.overlaps((long) member.offset() * Byte.SIZE, (long) member.size() * Byte.SIZE)) {
        return false;
      }
    }
    for (Change other : changes) {
      if (other.overlaps(firstBit, bits)) {
        refuse(path, "shares its bytes with " + other.path.get() + ", change one of the two only");
        return false;
      }
    }
    changes.add(change);
    return true;
  }

  void program(int offset, @Nullable StructOpsProgram program) {
    slots.add(new Slot(offset, program));
  }

  void refuse(Supplier<String> path, String reason) {
    problems.add(path.get() + ": " + reason);
  }

  /** Why fields of the shadow cannot be written, by their C names; empty if all can. */
  List<String> problems() {
    return problems;
  }

  /** What differs from the bytes that it started from, or would if it could be written. */
  Stream<String> differences() {
    return Stream.concat(
        changes.stream().map(change -> change.path.get() + ": " + change.values.get()),
        problems.stream());
  }

  /** Makes the changes in libbpf's image. */
  void commit(BpfMap map) {
    if (!changes.isEmpty() || !dropped.isEmpty()) {
      map.replaceInitialValue(image);
    }
    for (Member member : dropped) {
      if (VariableImage.isCallback(member)) {
        map.setStructOpsProgram(member.offset(), null);
      }
    }
    for (Slot slot : slots) {
      map.setStructOpsProgram(slot.offset, slot.program);
    }
  }
}
