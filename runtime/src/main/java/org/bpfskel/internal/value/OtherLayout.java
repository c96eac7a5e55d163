package org.bpfskel.internal.value;

import java.nio.ByteBuffer;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;

/**
 * Moves the members of a class from where one build of the object has them to where another has.
 */
public final class OtherLayout {
  private final ByteBuffer from;
  private final ByteBuffer to;

  private OtherLayout(ByteBuffer from, ByteBuffer to) {
    this.from = from;
    this.to = to;
  }

  /**
   * A struct in another layout: its members, byte for byte, with zeros between them and where
   * either build lacks one.
   */
  public static ByteBuffer moved(
      ByteBuffer bytes, int at, StructLayout ofClass, StructLayout from, StructLayout to) {
    ByteBuffer moved = Absent.zeros(Absent.end(to));
    new OtherLayout(bytes, moved).struct(ofClass, from, at, to, 0);
    return moved;
  }

  private void struct(StructLayout ofClass, StructLayout old, int oldAt, StructLayout now, int at) {
    // The class's members come first, in its order.
    for (int i = 0; i < ofClass.members().size(); i++) {
      Member there = old.members().get(i);
      Member here = now.members().get(i);
      if (old.holds(there) && now.holds(here)) {
        member(
            ofClass.members().get(i).detail(),
            there,
            oldAt + there.offset(),
            here,
            at + here.offset());
      }
    }
  }

  private void member(MemberDetail ofClass, Member old, int oldAt, Member now, int at) {
    if (ofClass instanceof Nested nested
        && old.detail() instanceof Nested there
        && now.detail() instanceof Nested here) {
      struct(nested.layout(), there.layout(), oldAt, here.layout(), at);
    } else if (ofClass instanceof Elements elements
        && old.detail() instanceof Elements there
        && now.detail() instanceof Elements here
        && elements.layout() != null
        && there.layout() != null
        && here.layout() != null) {
      for (int i = 0; i < elements.count(); i++) {
        struct(
            elements.layout(),
            there.layout(),
            oldAt + i * there.size(),
            here.layout(),
            at + i * here.size());
      }
    } else if (old.detail() instanceof MemberDetail.Bits there
        && now.detail() instanceof MemberDetail.Bits here) {
      if (here.bits() <= Long.SIZE) { // or else it has no field
        CBits.write(to, at, here, CBits.read(from, oldAt, there));
      }
    } else {
      to.put(at, from, oldAt, Math.min(old.size(), now.size()));
    }
  }
}
