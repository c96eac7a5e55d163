package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.BpfMap;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/** The changes of one load to one struct_ops variable, collected before any of them is made. */
final class ImageEdit {
  private final BpfMap map;
  private final String variable;
  private final byte[] image;
  private final ByteBuffer bytes;
  private final List<Member> changed = new ArrayList<>();
  private final List<Runnable> programs = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  ImageEdit(BpfMap map, String variable, byte[] opened) {
    this.map = map;
    this.variable = variable;
    this.image = opened.clone();
    this.bytes = ByteBuffer.wrap(image).order(ByteOrder.nativeOrder());
  }

  /** The image with the changes so far. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Whether a member may change: two members of a union cannot both. */
  boolean claims(Member member) {
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

  void program(Member slot, @Nullable StructOpsProgram value) {
    programs.add(() -> map.setStructOpsProgram(slot.offset(), value));
  }

  void refuse(Member member, String reason) {
    problems.add(variable + "." + member.name() + ": " + reason);
  }

  /** Why fields of the shadow cannot be written, by their C names; empty if all can. */
  List<String> problems() {
    return problems;
  }

  /** Makes the changes in libbpf's image. */
  void commit() {
    if (!changed.isEmpty()) {
      map.setInitialValue(image);
      programs.forEach(Runnable::run);
    }
  }
}
