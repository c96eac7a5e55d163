package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static org.bpfskel.btf.BtfBytes.SIGNED;
import static org.bpfskel.btf.BtfBytes.member;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructShapeTest {
  private final BtfBytes bytes = new BtfBytes();
  private final int integer = bytes.integer("int", 4, SIGNED);
  private final int alias = bytes.typedef("s32", integer);

  private List<StructLayout> differing(Integer... ids) throws BtfException {
    return StructShape.differing(bytes.parse(), List.of(ids));
  }

  @Test
  void whatTypesAreCalledMakesNoDifference() throws BtfException {
    int one = bytes.struct("event", 8, member("a", integer, 0), member("b", integer, 32));
    int same = bytes.struct("event", 8, member("a", alias, 0), member("b", integer, 32));
    int outer = bytes.struct("outer", 16, member("e", one, 0), member("more", one, 64));
    int sameOuter = bytes.struct("outer", 16, member("e", same, 0), member("more", one, 64));

    assertThat(differing(one, same)).hasSize(1);
    assertThat(differing(outer, sameOuter)).hasSize(1);
  }

  @Test
  void namesPlacesAndKindsOfMembersDo() throws BtfException {
    int one = bytes.struct("event", 8, member("a", integer, 0));
    int renamed = bytes.struct("event", 8, member("b", integer, 0));
    int moved = bytes.struct("event", 8, member("a", integer, 32));
    int unsigned = bytes.struct("event", 8, member("a", bytes.integer("unsigned", 4, 0), 0));
    int longer = bytes.struct("event", 12, member("a", integer, 0));

    assertThat(differing(one, renamed, moved, unsigned, longer)).hasSize(5);
    assertThat(StructShape.describe(differing(moved).get(0))).isEqualTo("8 bytes: int a at 4");
  }

  @Test
  void manyOfOneNameAreRefusedInsteadOfCompared() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      ids.add(bytes.struct("event", 4 * i, new BtfBytes.Element[0]));
    }

    BtfLimitException e =
        assertThrows(BtfLimitException.class, () -> differing(ids.toArray(new Integer[0])));
    assertThat(e).hasMessageThat().contains("a name that more than 64 others have");
  }
}
