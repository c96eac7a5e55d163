package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.bpfskel.BpfException;
import org.bpfskel.Skeleton;
import org.bpfskel.StructOpsMap;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object whose struct is not the running kernel's: members that are missing, or differ. */
@NeedsKernel
final class KernelVersionsTest {
  private static final String SOURCE =
      """
      #ifndef OPS
      #define OPS tcp_congestion_ops
      #endif
      #ifndef FLAGS
      #define FLAGS unsigned
      #endif
      #ifndef MEMBER
      #define MEMBER FLAGS flags
      #endif
      #define SEC(name) __attribute__((section(name), used))
      struct OPS {
        unsigned (*ssthresh)(void *sk);
        int (*not_there_called)(void);
        void (*cong_avoid)(void *sk, unsigned ack, unsigned acked);
        unsigned (*undo_cwnd)(void *sk);
        char name[16];
        struct { int depth; char text[4]; int words[2]; } not_there;
        MEMBER;
      };
      char LICENSE[] SEC("license") = "GPL";
      SEC("struct_ops/ssthresh") unsigned ssthresh(void *ctx) { return 2; }
      SEC("struct_ops/not_there_called") int not_there_called(void *ctx) { return 0; }
      SEC("struct_ops/cong_avoid") unsigned cong_avoid(void *ctx) { return 0; }
      SEC("struct_ops/undo_cwnd") unsigned undo_cwnd(void *ctx) { return 2; }
      SEC(".struct_ops.link") struct OPS ops = {
        .ssthresh = (void *)ssthresh,
        .cong_avoid = (void *)cong_avoid,
        .undo_cwnd = (void *)undo_cwnd,
      };
      """;

  private static final String MISSING =
      "set, but the running kernel's struct has no such member; dropMissing() leaves it out";

  @TempDir private Path folder;
  private final String name = CongestionControls.uniqueName();
  private Skeleton skel;
  private ShadowFields ops;

  @BeforeEach
  void open() throws IOException {
    skel = opened("");
    ops = ShadowFields.of(skel, "ops");
    ops.set("name", name);
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void membersOfTheKernelAreFoundByName() {
    assertThat(ops.shadow().existsInKernel("ssthresh")).isTrue();
    assertThat(ops.shadow().existsInKernel("name")).isTrue();
    assertThat(ops.shadow().existsInKernel("get_info")).isTrue();
    assertThat(ops.shadow().existsInKernel("not_there")).isFalse();
    assertThat(ops.shadow().existsInKernel("")).isFalse();
  }

  @Test
  void layoutOfTheKernelIsItsOwn() {
    StructLayout kernel =
        Objects.requireNonNull(
            skel.object().structOps("ops").kernelLayout(), "no BTF of the kernel");
    assertThat(kernel.name()).isEqualTo("tcp_congestion_ops");
    assertThat(kernel.size()).isGreaterThan(skel.object().structOps("ops").structLayout().size());
    assertThat(
            kernel.members().stream()
                .filter(member -> member.name().equals("name"))
                .map(StructLayout.Member::kind))
        .containsExactly(Kind.TEXT);
  }

  @Test
  void membersThatTheKernelLacksDoNoHarmWhileUnset() throws IOException {
    assertAttaches();
  }

  @Test
  void loadNamesMembersThatAreSetAndThatTheKernelLacks() {
    ops.set("not_there.depth", 1);
    ops.set("not_there_called", skel.object().program("not_there_called"));
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e.operation()).isEqualTo("bpf_object__load");
    assertThat(e).hasMessageThat().contains("\n  ops.not_there_called: " + MISSING);
    assertThat(e).hasMessageThat().contains("\n  ops.not_there: " + MISSING);
  }

  @Test
  void dropMissingLeavesThemOut() throws IOException {
    ops.set("not_there.depth", 1);
    ops.set("not_there_called", skel.object().program("not_there_called"));
    assertThat(ops.shadow().dropMissing()).containsExactly("not_there_called", "not_there");
    try (SkeletonWarnings warnings = SkeletonWarnings.listen()) {
      assertAttaches();
      assertThat(skel.object().program("not_there_called").autoload()).isFalse();
      skel.close();
      assertThat(warnings.take()).isEmpty();
    }
  }

  @Test
  void memberThatSharesItsBytesWithOneThatIsLeftOutIsNotLeftOut() throws IOException {
    String union = "#define MEMBER union { unsigned flags; unsigned same; unsigned long wide; }\n";
    reopen(union);
    assertThat(ops.shadow().dropMissing()).containsAtLeast("same", "wide");
    ops.set("same", 6);
    ops.set("wide", 7L);
    assertAttaches();

    reopen(union);
    assertThat(ops.shadow().dropMissing()).doesNotContain("flags");
    ops.set("flags", 5);
    // It has a value now, and libbpf finds no such union in the kernel's struct.
    assertThat(assertThrows(BpfException.class, skel::load).operation())
        .isEqualTo("bpf_object__load");
  }

  @Test
  void bytesThatAreLeftAsTheyAreAreToldOf() throws IOException {
    reopen("#define MEMBER union { unsigned flags; unsigned long wide; }\n");
    StructOpsMap map = skel.object().structOps("ops");
    byte[] image = map.initialValue();
    Arrays.fill(image, (byte) 0);
    try (SkeletonWarnings warnings = SkeletonWarnings.listen()) {
      map.setInitialValue(image);
      ops.shadow().dropMissing();
      assertThat(warnings.take()).isEmpty();
      Arrays.fill(image, image.length - Long.BYTES, image.length, (byte) 1);
      map.setInitialValue(image);
      ops.shadow().dropMissing();
      assertThat(String.join("\n", warnings.take())).containsMatch("ops.wide: .*ops.flags has");
    }
  }

  @Test
  void valuesThatWouldBeImpossibleDoNotMatterInMembersThatAreLeftOut() throws IOException {
    ops.set("not_there.text", "too long");
    ops.set("not_there.words", new int[3]);
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e).hasMessageThat().contains("ops.not_there.text: ");
    assertThat(e).hasMessageThat().contains("ops.not_there.words: ");
    assertThat(ops.shadow().dropMissing()).contains("not_there");
    assertAttaches();
  }

  @Test
  void memberOfAnotherSizeIsNamedWithBothTypes() throws IOException {
    reopen("#define FLAGS unsigned long\n");
    assertLoadFails(
        "ops.flags: unsigned long of 8 bytes in the object,"
            + " u32 of 4 bytes in the running kernel");
  }

  @Test
  void memberOfAnotherTypeIsNamedWithBothTypes() throws IOException {
    reopen("enum flags { NONE };\n#define FLAGS enum flags\n");
    assertLoadFails(
        "ops.flags: enum flags of 4 bytes in the object,"
            + " u32 of 4 bytes in the running kernel");
  }

  @Test
  void structThatTheKernelLacksIsNamed() throws IOException {
    reopen("#define OPS unheard_of_ops\n");
    assertThat(skel.object().structOps("ops").kernelLayout()).isNull();
    assertThat(ops.shadow().existsInKernel("ssthresh")).isFalse();
    assertThat(ops.shadow().dropMissing()).isEmpty();
    assertLoadFails("ops: the running kernel and its loaded modules have no struct unheard_of_ops");
  }

  @Test
  void flavourOfATypeIsTheTypeItself() throws IOException {
    reopen("#define OPS tcp_congestion_ops___flavour\n");
    assertThat(skel.object().structOps("ops").structLayout().name())
        .isEqualTo("tcp_congestion_ops___flavour");
    assertThat(ops.shadow().existsInKernel("ssthresh")).isTrue();
    assertAttaches();
  }

  @Test
  void refusedAttachOfAFlavourSaysWhatTheTypeWants() throws IOException {
    reopen("#define OPS tcp_congestion_ops___flavour\n");
    ops.set("undo_cwnd", null);
    skel.load();
    BpfException e = assertThrows(BpfException.class, skel::attach);
    assertThat(e).hasMessageThat().contains("ssthresh, undo_cwnd, and cong_avoid or cong_control");
  }

  private void reopen(String defines) throws IOException {
    skel.close();
    skel = opened(defines);
    ops = ShadowFields.of(skel, "ops");
    ops.set("name", name);
  }

  private Skeleton opened(String defines) throws IOException {
    Clang.compile("bpf", defines + SOURCE, folder.resolve("bpf/kernels.bpf.o"));
    return CompiledSkeleton.of("bpf/kernels.bpf.o", folder).open();
  }

  private void assertAttaches() throws IOException {
    skel.load();
    skel.attach();
    assertThat(CongestionControls.available()).contains(name);
  }

  private void assertLoadFails(String line) {
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e.operation()).isEqualTo("bpf_object__load");
    assertThat(e).hasMessageThat().contains("\n  " + line + "\n");
  }
}
