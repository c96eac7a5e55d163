package org.bpfskel.internal.object;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.junit.jupiter.api.Test;

/** Members that libbpf would copy to a wrong place in the kernel's struct. */
class MovedMembersTest {
  private static Member word(String name, int offset) {
    return new Member(name, "int", offset, 4, Kind.INT32);
  }

  private static StructLayout ops(Member... inner) {
    StructLayout limits = new StructLayout("limits", 8, List.of(inner));
    return new StructLayout(
        "ops",
        8,
        List.of(new Member("limits", "struct limits", 0, 8, Kind.STRUCT, new Nested(limits))));
  }

  private static final StructLayout KERNEL = ops(word("low", 0), word("high", 4));

  private static List<String> moved(StructLayout ofObject, boolean set) {
    return MovedMembers.of("mine", ofObject, KERNEL, member -> set);
  }

  @Test
  void oneThatLiesElsewhereIsNamedWithBothPlaces() {
    assertThat(moved(ops(word("high", 0), word("low", 4)), true))
        .containsExactly(
            "mine.limits.high lies at byte 0 of mine.limits, and in the kernel at byte 4:"
                + " libbpf would copy it to the wrong place; declare the struct as the kernel does",
            "mine.limits.low lies at byte 4 of mine.limits, and in the kernel at byte 0:"
                + " libbpf would copy it to the wrong place; declare the struct as the kernel does");
  }

  @Test
  void whatLiesWhereTheKernelHasItIsRight() {
    assertThat(moved(ops(word("low", 0), word("high", 4)), true)).isEmpty();
    assertThat(moved(ops(word("low", 0), word("mine_alone", 4)), true)).isEmpty();
  }

  @Test
  void zerosMayBeCopiedAnywhere() {
    assertThat(moved(ops(word("high", 0), word("low", 4)), false)).isEmpty();
  }

  @Test
  void theKernelIsAskedOnlyForStructsInside() {
    assertThat(MovedMembers.arePossible(KERNEL)).isTrue();
    assertThat(MovedMembers.arePossible(new StructLayout("ops", 4, List.of(word("flags", 0)))))
        .isFalse();
  }
}
