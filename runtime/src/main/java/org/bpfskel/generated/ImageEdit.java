package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bpfskel.BpfMap;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/** The changes of one load to one struct_ops variable, collected before any of them is made. */
final class ImageEdit {
  private final BpfMap map;
  private final String variable;
  private final List<Member> changed = new ArrayList<>();
  private final List<Consumer<ByteBuffer>> writes = new ArrayList<>();
  private final List<Runnable> programs = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  ImageEdit(BpfMap map, String variable) {
    this.map = map;
    this.variable = variable;
  }

  /** Changes the bytes of one member. */
  void bytes(Member member, Consumer<ByteBuffer> write) {
    if (claims(member)) {
      writes.add(write);
    }
  }

  /** Points one callback at another program. */
  void program(Member slot, @Nullable StructOpsProgram value) {
    if (claims(slot)) {
      programs.add(() -> map.setStructOpsProgram(slot.offset(), value));
    }
  }

  void refuse(Member member, String reason) {
    problems.add(variable + "." + member.name() + ": " + reason);
  }

  /** Why fields of the shadow cannot be written, by their C names; empty if all can. */
  List<String> problems() {
    return problems;
  }

  /** Makes the changes in libbpf's image as it is now: others may have changed other bytes. */
  void commit() {
    if (!writes.isEmpty()) {
      byte[] image = map.initialValue();
      ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.nativeOrder());
      writes.forEach(write -> write.accept(bytes));
      map.setInitialValue(image);
    }
    programs.forEach(Runnable::run);
  }

  /** Whether a member may change: two members of a union cannot both. */
  private boolean claims(Member member) {
    for (Member other : changed) {
      if (member.offset() < other.offset() + other.size()
          && other.offset() < member.offset() + member.size()) {
        refuse(member, "shares its bytes with " + other.name() + ", set only one of the two");
        return false;
      }
    }
    changed.add(member);
    return true;
  }
}
