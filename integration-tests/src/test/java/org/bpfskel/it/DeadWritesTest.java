package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.bpfskel.Skeleton;
import org.bpfskel.StructOpsMap;
import org.bpfskel.StructOpsProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields that are changed after load, when the kernel has its own copy: attach and close warn. */
@NeedsKernel
final class DeadWritesTest {
  /** The kernel has the first members only, and takes the others while they are zero. */
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      struct tcp_congestion_ops {
        unsigned (*ssthresh)(void *sk);
        void (*cong_avoid)(void *sk, unsigned ack, unsigned acked);
        unsigned (*undo_cwnd)(void *sk);
        char name[16];
        unsigned flags;
        struct { struct { int depth; } inner; unsigned low : 5; } nested;
        int words[3];
        struct { short x; } points[2];
        union { unsigned whole; unsigned char first; };
      };
      char LICENSE[] SEC("license") = "GPL";
      SEC("struct_ops/ssthresh") unsigned ssthresh(void *ctx) { return 2; }
      SEC("struct_ops/other_ssthresh") unsigned other_ssthresh(void *ctx) { return 2; }
      SEC("struct_ops/cong_avoid") unsigned cong_avoid(void *ctx) { return 0; }
      SEC("struct_ops/undo_cwnd") unsigned undo_cwnd(void *ctx) { return 2; }
      SEC(".struct_ops.link") struct tcp_congestion_ops ops = {
        .ssthresh = (void *)ssthresh,
        .cong_avoid = (void *)cong_avoid,
        .undo_cwnd = (void *)undo_cwnd,
        .flags = 1,
      };
      """;

  private static final String WARNING = "WARNING: changed after load, which has no effect: ";

  @TempDir private static Path folder;
  private static CompiledSkeleton skeleton;

  private final String name = CongestionControls.uniqueName();
  private final SkeletonWarnings warnings = SkeletonWarnings.listen();
  private Skeleton skel;
  private ShadowFields ops;

  @BeforeAll
  static void makeTheClass() throws IOException {
    Clang.compile("bpf", SOURCE, folder.resolve("bpf/dead.bpf.o"));
    skeleton = CompiledSkeleton.of("bpf/dead.bpf.o", folder);
  }

  @BeforeEach
  void open() {
    skel = skeleton.open();
    ops = ShadowFields.of(skel, "ops");
    ops.set("name", name);
  }

  @AfterEach
  void close() {
    skel.close();
    warnings.close();
  }

  @Test
  void fieldsThatAreChangedBeforeLoadAreNot() {
    ops.set("flags", 0);
    skel.load();
    skel.attach();
    skel.detach();
    skel.attach();
    skel.close();
    assertThat(warnings.take()).isEmpty();
  }

  @Test
  void attachNamesEachWithItsOldAndNewValue() {
    skel.load();
    ops.set("flags", 3);
    ops.set("name", "too_late");
    skel.attach();
    assertThat(warnings.take())
        .containsExactly(
            WARNING + "ops.name: \"" + name + "\" -> \"too_late\"", WARNING + "ops.flags: 1 -> 3")
        .inOrder();
  }

  @Test
  void eachIsReportedOnce() {
    skel.load();
    ops.set("flags", 3);
    skel.attach();
    assertThat(warnings.take()).hasSize(1);
    skel.detach();
    skel.attach();
    skel.close();
    skel.close();
    assertThat(warnings.take()).isEmpty();
  }

  @Test
  void closeReportsWhatCameAfterAttach() {
    skel.load();
    ops.set("flags", 3);
    skel.attach();
    assertThat(warnings.take()).containsExactly(WARNING + "ops.flags: 1 -> 3");
    ops.set("flags", 4);
    skel.close();
    assertThat(warnings.take()).containsExactly(WARNING + "ops.flags: 1 -> 4");
  }

  @Test
  void nestedMembersAndElementsGoByTheirPathsInC() {
    skel.load();
    ops.set("nested.inner.depth", 5);
    ops.set("nested.low", 6);
    ops.set("words[1]", 7);
    ops.set("points[1].x", (short) 8);
    skel.close();
    assertThat(warnings.take())
        .containsExactly(
            WARNING + "ops.nested.inner.depth: 0 -> 5",
            WARNING + "ops.nested.low: 0 -> 6",
            WARNING + "ops.words[1]: 0 -> 7",
            WARNING + "ops.points[1].x: 0 -> 8")
        .inOrder();
  }

  @Test
  void callbackThatIsPointedElsewhereOrCleared() {
    skel.load();
    ops.set("ssthresh", skel.object().program("other_ssthresh"));
    ops.set("cong_avoid", null);
    skel.attach();
    assertThat(warnings.take())
        .containsExactly(
            WARNING
                + "ops.ssthresh: program ssthresh (SEC(\"struct_ops/ssthresh\")) -> "
                + "program other_ssthresh (SEC(\"struct_ops/other_ssthresh\"))",
            WARNING + "ops.cong_avoid: program cong_avoid (SEC(\"struct_ops/cong_avoid\")) -> null")
        .inOrder();
  }

  @Test
  void valueThatTheMemberCannotHold() {
    skel.load();
    ops.set("name", "more than fifteen");
    ops.set("words", new int[2]);
    skel.close();
    assertThat(warnings.take())
        .containsExactly(
            WARNING + "ops.name: \"more than fifteen\" is 17 bytes, char[16] holds 15 and a NUL",
            WARNING + "ops.words: an array of 2, int[3] takes 3 elements");
  }

  @Test
  void bothMembersOfAUnion() {
    skel.load();
    ops.set("whole", 9);
    ops.set("first", (byte) 3);
    skel.close();
    assertThat(warnings.take())
        .containsExactly(WARNING + "ops.whole: 0 -> 9", WARNING + "ops.first: 0 -> 3");
  }

  @Test
  void fieldsOfAnObjectThatWasNeverLoadedAreNot() {
    ops.set("flags", 3);
    skel.close();
    assertThat(warnings.take()).isEmpty();
  }

  @Test
  void unionMemberThatShowsAnotherOnesOldBytesIsNot() throws IOException {
    Path other = folder.resolve("bpf/union.bpf.o");
    Clang.compile("bpf", UNION_THAT_THE_KERNEL_HAS, other);
    try (Skeleton union = CompiledSkeleton.of("bpf/union.bpf.o", folder).open()) {
      ShadowFields dummy = ShadowFields.of(union, "dummy");
      dummy.set("word", 0);
      union.load();
    }
    assertThat(warnings.take()).isEmpty();
  }

  @Test
  void callbackThatTheMapWasGivenDirectlyIsNot() {
    StructOpsMap map = skel.object().structOps("ops");
    map.setProgram("ssthresh", (StructOpsProgram) skel.object().program("other_ssthresh"));
    skel.load();
    skel.close();
    assertThat(warnings.take()).isEmpty();
  }

  private static final String UNION_THAT_THE_KERNEL_HAS =
      """
      #define SEC(name) __attribute__((section(name), used))
      struct bpf_dummy_ops {
        int (*test_1)(void *state);
        union { unsigned word; unsigned short half; };
      };
      char LICENSE[] SEC("license") = "GPL";
      SEC("struct_ops/test_1") int test_1(void *ctx) { return 0; }
      SEC(".struct_ops") struct bpf_dummy_ops dummy = { .test_1 = (void *)test_1, .word = 7 };
      """;
}
