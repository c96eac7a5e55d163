package org.bpfskel.internal.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;

/** Members of a class that another build of the object lacks: {@link LayoutMatch} says where. */
public final class Absent {
  public static final String REFUSAL = "is set, but this build of the object has no such member";

  private Absent() {}

  /** Where the last member ends, behind the struct itself if one is absent. */
  public static int end(StructLayout struct) {
    int end = struct.size();
    for (Member member : struct.members()) {
      int size = (int) ((member.firstBit() + member.bits() + 7) / 8) - member.offset();
      if (member.detail() instanceof MemberDetail.Nested nested) {
        size = end(nested.layout());
      } else if (member.kind() != StructLayout.Kind.FLEXIBLE
          && member.detail() instanceof MemberDetail.Elements elements
          && elements.layout() != null) {
        size = Math.max(0, size - elements.size()) + end(elements.layout());
      }
      end = Math.max(end, member.offset() + size);
    }
    return end;
  }

  /** A copy of {@code size} bytes, followed by zeros up to {@code end}. */
  public static ByteBuffer padded(ByteBuffer bytes, int at, int size, int end) {
    return zeros(end).put(0, bytes, at, size);
  }

  /** As many zeros, in native byte order. */
  public static ByteBuffer zeros(int end) {
    return ByteBuffer.allocate(end).order(ByteOrder.nativeOrder());
  }
}
