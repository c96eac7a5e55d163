package org.bpfskel.data;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** The members of a union share their bytes: one of them is set, and all are read. */
class UnionValueTest {
  private static ByteBuffer written(Word word) {
    ByteBuffer bytes = ByteBuffer.allocate(8);
    word.write(bytes);
    return bytes.flip().order(ByteOrder.nativeOrder());
  }

  @Test
  void theMemberThatIsSetIsWritten() {
    Word word = new Word();
    word.whole = 0x05060708;
    assertThat(written(word).getInt(0)).isEqualTo(0x05060708);

    Word address = new Word();
    address.address = 0xffff_8880_0000_1000L;
    assertThat(written(address).getLong(0)).isEqualTo(0xffff_8880_0000_1000L);
  }

  @Test
  void afterwardsAllFieldsShowTheBytes() {
    Word word = new Word();
    word.address = -1;
    ByteBuffer ignored = written(word);

    assertThat(ignored.remaining()).isEqualTo(8);
    assertThat(word.whole).isEqualTo(-1);
    assertThat(word.first).isEqualTo(-1);
  }

  @Test
  void anotherMemberCanBeSetLater() {
    Word word = new Word();
    word.whole = 0x05060708;
    written(word);
    word.first = 9;
    ByteBuffer bytes = written(word);

    assertThat(bytes.get(0)).isEqualTo(9);
    word.whole = 0;
    assertThat(written(word).getInt(0)).isEqualTo(0);
  }

  @Test
  void twoMembersOfTheSameBytesAreRefused() {
    Word word = new Word();
    word.whole = 1;
    word.first = 2;

    assertThat(assertThrows(IllegalArgumentException.class, () -> written(word)))
        .hasMessageThat()
        .isEqualTo("word.first: shares its bytes with word.whole, change one of the two only");
  }

  @Test
  void unionsInAStructAndInArraysKeepTheirMembersApart() {
    Everything value = new Everything();
    value.word.whole = 3;
    value.pair[0].address = 4;
    value.pair[1].first = 5;
    ByteBuffer bytes = ByteBuffer.allocate(value.byteSize()).order(ByteOrder.nativeOrder());
    value.write(bytes);

    assertThat(bytes.getLong(88))
        .isEqualTo(ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(0, 3).getLong(0));
    assertThat(bytes.getLong(96)).isEqualTo(4);
    assertThat(bytes.get(104)).isEqualTo(5);
    assertThat(value.pair[0].first).isEqualTo(bytes.get(96));
  }
}
