package org.bpfskel.generated;

import static com.google.common.truth.Truth.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bpfskel.access.ValueDoor;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.data.StructWriter;
import org.junit.jupiter.api.Test;

/** Members that the kernel lacks: they become zero, and nothing else does. */
class DroppedMembersTest {
  private static final Member WORD = new Member("word", "int", 0, 4, Kind.INT32);
  private static final Member GONE = new Member("gone", "long", 0, 8, Kind.INT64);
  private static final Member TEXT = new Member("gone_text", "char[2]", 2, 2, Kind.TEXT);

  private static StructLayout layout(Member... members) {
    return new StructLayout(StructLayout.Naming.STRUCT_TAG, "ops", 8, List.of(members));
  }

  private static DroppedMembers dropped(Member... members) {
    return DroppedMembers.of(layout(members), member -> !member.name().startsWith("gone"));
  }

  private static byte[] cleared(DroppedMembers dropped) {
    return new ImageEdit(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}, dropped).result();
  }

  @Test
  void bytesOfADroppedMemberBecomeZero() {
    assertThat(cleared(dropped(GONE))).isEqualTo(new byte[8]);
    assertThat(cleared(dropped(TEXT))).isEqualTo(new byte[] {-1, -1, 0, 0, -1, -1, -1, -1});
    assertThat(dropped(WORD, GONE, TEXT).names()).containsExactly("gone", "gone_text").inOrder();
  }

  @Test
  void bytesThatAMemberOfTheKernelHasTooStay() {
    assertThat(cleared(dropped(GONE, WORD))).isEqualTo(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
    assertThat(cleared(dropped(WORD, TEXT))).isEqualTo(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
  }

  @Test
  void aDroppedBitfieldLeavesItsNeighboursAlone() {
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    Member gone = bits("gone", 2, 3);
    assertThat(cleared(dropped(gone))[0]).isEqualTo((byte) (little ? 0xe3 : 0xc7));
    assertThat(cleared(dropped(gone, bits("half", 3, 1)))[0])
        .isEqualTo((byte) (little ? 0xeb : 0xd7));
  }

  private static Member bits(String name, int first, int bits) {
    return new Member(
        name, "unsigned", 0, 4, Kind.BITFIELD, new MemberDetail.Bits(Kind.UINT32, first, bits));
  }

  @Test
  void callbacksAreEmptiedUnlessAnotherHasTheirPlace() {
    Member call = new Member("call", "int (*)(void)", 0, 8, Kind.PROGRAM);
    Member gone = new Member("gone", "int (*)(void)", 0, 8, Kind.PROGRAM);
    assertThat(dropped(gone).callbacks()).containsExactly(0);
    assertThat(dropped(call, gone).callbacks()).isEmpty();
  }

  @Test
  void aFieldThatIsLeftOutIsNeitherTakenNorRefused() {
    byte[] image = new byte[8];
    ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.nativeOrder());
    LeftOut leftOut = new LeftOut(bytes, bytes);
    StructWriter writer =
        ValueDoor.values().changes(leftOut, member -> leftOut, layout(WORD, TEXT), "ops");
    writer.int32(0, 7);
    writer.text(1, "too long");
    assertThat(image).isEqualTo(new byte[8]);
  }
}
