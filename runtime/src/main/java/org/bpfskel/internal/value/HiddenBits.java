package org.bpfskel.internal.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;

/** The bits of members that a build's struct has and the class of another build has not. */
public final class HiddenBits {
  private static final byte[] NONE = {};

  private final byte[] mask;
  private final ByteBuffer bits;
  private boolean found;

  private HiddenBits(int size) {
    mask = new byte[size];
    bits = ByteBuffer.wrap(mask).order(ByteOrder.nativeOrder());
  }

  /** Ones where such members are, in as many bytes as the build's struct has; none if none is. */
  public static byte[] of(StructLayout ofClass, StructLayout build) {
    HiddenBits hidden = new HiddenBits(build.size());
    hidden.struct(ofClass, build, 0);
    return hidden.found ? hidden.mask : NONE;
  }

  private void struct(StructLayout ofClass, StructLayout build, int at) {
    // The class's members come first, in its order.
    int shown = ofClass.members().size();
    for (int i = shown; i < build.members().size(); i++) {
      mark(build.members().get(i), at, true);
      found = true;
    }
    for (int i = 0; i < shown; i++) {
      Member member = build.members().get(i);
      if (build.holds(member)) {
        shown(ofClass.members().get(i).detail(), member, at);
      }
    }
  }

  private void shown(MemberDetail ofClass, Member member, int at) {
    int start = at + member.offset();
    if (ofClass instanceof Nested nested && member.detail() instanceof Nested here) {
      struct(nested.layout(), here.layout(), start);
      return;
    }
    StructLayout element = ofClass instanceof Elements elements ? elements.layout() : null;
    StructLayout here = member.detail() instanceof Elements elements ? elements.layout() : null;
    if (element == null || here == null) {
      mark(member, at, false);
      return;
    }
    for (int i = 0; i < count(member); i++) {
      struct(element, here, start + i * here.size());
    }
  }

  private static int count(Member array) {
    return array.detail() instanceof Elements elements ? elements.count() : 0;
  }

  private void mark(Member member, int at, boolean hidden) {
    int start = at + member.offset();
    if (member.detail() instanceof MemberDetail.Bits field) {
      CBits.write(bits, start, field, hidden ? -1 : 0);
    } else {
      Arrays.fill(mask, start, start + member.size(), (byte) (hidden ? -1 : 0));
    }
  }
}
