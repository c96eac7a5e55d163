package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bpfskel.BpfMap;
import org.bpfskel.StructOpsProgram;
import org.jspecify.annotations.Nullable;

/** The changes of one load to one struct_ops variable, collected before any of them is made. */
final class ImageEdit {
  private final BpfMap map;
  private final byte[] image;
  private final ByteBuffer bytes;
  private final List<Change> changes = new ArrayList<>();
  private final List<Runnable> programs = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** Bits of the variable that get a new value, and whose they are. */
  private record Change(long firstBit, long bits, Supplier<String> path) {
    boolean overlaps(Change other) {
      return firstBit < other.firstBit + other.bits && other.firstBit < firstBit + bits;
    }
  }

  ImageEdit(BpfMap map, byte[] opened) {
    this.map = map;
    this.image = opened.clone();
    this.bytes = ByteBuffer.wrap(image).order(ByteOrder.nativeOrder());
  }

  /** The image with the changes so far. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Whether these bits may change: two members of a union cannot both. */
  boolean claims(long firstBit, long bits, Supplier<String> path) {
    Change change = new Change(firstBit, bits, path);
    for (Change other : changes) {
      if (change.overlaps(other)) {
        refuse(path, "shares its bytes with " + other.path.get() + ", change one of the two only");
        return false;
      }
    }
    changes.add(change);
    return true;
  }

  void program(int offset, @Nullable StructOpsProgram program) {
    programs.add(() -> map.setStructOpsProgram(offset, program));
  }

  void refuse(Supplier<String> path, String reason) {
    problems.add(path.get() + ": " + reason);
  }

  /** Why fields of the shadow cannot be written, by their C names; empty if all can. */
  List<String> problems() {
    return problems;
  }

  /** Makes the changes in libbpf's image. */
  void commit() {
    if (!changes.isEmpty()) {
      map.setInitialValue(image);
      programs.forEach(Runnable::run);
    }
  }
}
