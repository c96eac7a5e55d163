package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.internal.value.ClaimedBits;
import org.jspecify.annotations.Nullable;

/** The changes of one load to one struct_ops variable, collected before any of them is made. */
final class ImageEdit {
  private final byte[] image;
  private final ByteBuffer bytes;
  private final DroppedMembers dropped;
  private final List<Change> changes = new ArrayList<>();
  private final ClaimedBits<Change> changedBits = new ClaimedBits<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();

  /** What gets a new value, and the old and new value. */
  private record Change(Supplier<String> path, Supplier<String> values) {}

  /** A callback that gets another program. */
  record Slot(int offset, @Nullable StructOpsProgram program) {}

  /** Starts from these bytes; members that are {@code dropped} become zero. */
  ImageEdit(byte[] image, DroppedMembers dropped) {
    this.image = image.clone();
    this.bytes = ByteBuffer.wrap(this.image).order(ByteOrder.nativeOrder());
    this.dropped = dropped;
    dropped.clear(this.image, bytes);
  }

  /** The image with the changes so far. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Whether these bits are to change: not twice in a union. */
  boolean claims(long firstBit, long bits, Supplier<String> path, Supplier<String> values) {
    if (firstBit + bits > (long) image.length * Byte.SIZE) {
      problems.add(path.get() + ": is set, but this build of the object has no such member");
      return false;
    }
    Change change = new Change(path, values);
    changes.add(change);
    Change other = changedBits.claim(firstBit, bits, change);
    if (other != null) {
      conflicts.add(
          "%s: shares its bytes with %s, change one of the two only"
              .formatted(path.get(), other.path.get()));
    }
    return other == null;
  }

  void program(int offset, @Nullable StructOpsProgram program) {
    slots.add(new Slot(offset, program));
  }

  /** Takes no value for a member. */
  void refuse(Supplier<String> path, String reason) {
    problems.add(path.get() + ": " + reason);
  }

  /** Why fields of the shadow cannot be written, by their C names; empty if all can. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    all.addAll(conflicts);
    return all;
  }

  /** What differs from the bytes that it started from, or would if it could be written. */
  List<String> differences() {
    List<String> all = new ArrayList<>();
    for (Change change : changes) {
      all.add(change.path.get() + ": " + change.values.get());
    }
    all.addAll(problems);
    return all;
  }

  /** Callbacks that get another program, or none. */
  List<Slot> slots() {
    List<Slot> all = new ArrayList<>();
    for (int offset : dropped.callbacks()) {
      all.add(new Slot(offset, null));
    }
    all.addAll(slots);
    return all;
  }

  /** Makes the changes in libbpf's image. */
  void commit(LibbpfVariable variable) {
    variable.replace(image);
    for (Slot slot : slots()) {
      variable.setProgram(slot.offset, slot.program);
    }
  }

  /** The image with all changes. */
  byte[] result() {
    return image;
  }
}
