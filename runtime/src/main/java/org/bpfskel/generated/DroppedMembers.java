package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.foreign.Warnings;
import org.bpfskel.internal.value.CBits;
import org.bpfskel.internal.value.ClaimedBits;

/**
 * The members of a struct_ops variable that are left out at load, for the kernel's struct lacks
 * them. Bits that one shares with a member that stays, as in a union, are those of the other.
 */
final class DroppedMembers {
  static final DroppedMembers NONE = new DroppedMembers();

  private final BitSet indices = new BitSet();
  private final List<Member> dropped = new ArrayList<>();
  private final List<Member> kept = new ArrayList<>();

  private DroppedMembers() {}

  /** Of the members that the object has, all that are not in the kernel's struct. */
  static DroppedMembers of(StructLayout layout, Predicate<Member> inKernel) {
    DroppedMembers members = new DroppedMembers();
    for (int i = 0; i < layout.members().size(); i++) {
      Member member = layout.members().get(i);
      if (layout.holds(member)) {
        boolean stays = inKernel.test(member);
        members.indices.set(i, !stays);
        (stays ? members.kept : members.dropped).add(member);
      }
    }
    return members;
  }

  /** Whether the layout's member of that index is one of them. */
  boolean contains(int member) {
    return indices.get(member);
  }

  /** Their names in C. */
  List<String> names() {
    return dropped.stream().map(Member::name).toList();
  }

  /** Makes them zero in an image, in native byte order. */
  void clear(byte[] image, ByteBuffer bytes) {
    if (dropped.isEmpty()) {
      return;
    }
    ByteBuffer before = ByteBuffer.wrap(image.clone()).order(bytes.order());
    ByteBuffer zeros = ByteBuffer.allocate(image.length).order(bytes.order());
    dropped.forEach(member -> copy(zeros, bytes, member));
    kept.forEach(member -> copy(before, bytes, member));
  }

  private static void copy(ByteBuffer from, ByteBuffer to, Member member) {
    if (member.detail() instanceof MemberDetail.Bits field) {
      CBits.copy(from, to, member.offset(), field);
    } else {
      to.put(member.offset(), from, member.offset(), member.size());
    }
  }

  /** Offsets of the callbacks among them. */
  List<Integer> callbacks() {
    if (dropped.isEmpty()) {
      return List.of(); // as nearly always, and at each load
    }
    Set<Integer> needed = new HashSet<>();
    kept.stream().filter(VariableImage::isCallback).forEach(each -> needed.add(each.offset()));
    return dropped.stream()
        .filter(VariableImage::isCallback)
        .map(Member::offset)
        .filter(offset -> !needed.contains(offset))
        .toList();
  }

  /** Says which of them keep bits that are not zero in an image, for another member has them. */
  void warnOfShared(byte[] image, String variable) {
    if (dropped.isEmpty()) {
      return;
    }
    ClaimedBits<Member> owners = new ClaimedBits<>();
    kept.forEach(member -> owners.claim(member.firstBit(), member.bits(), member));
    for (Member member : dropped) {
      Member owner = owners.owner(member.firstBit(), member.bits());
      if (owner != null && isSet(image, member, owner)) {
        Warnings.warn(
            "{0}.{1}: the running kernel lacks it, but its bytes are left as they are where {0}.{2}"
                + " has them too, which the kernel has",
            variable, member.name(), owner.name());
      }
    }
  }

  /** Whether a byte that both have is not zero. */
  private static boolean isSet(byte[] image, Member one, Member other) {
    long first = Math.max(one.firstBit(), other.firstBit());
    long end = Math.min(one.firstBit() + one.bits(), other.firstBit() + other.bits());
    for (int i = (int) (first / Byte.SIZE); i < (end + Byte.SIZE - 1) / Byte.SIZE; i++) {
      if (image[i] != 0) {
        return true;
      }
    }
    return false;
  }
}
