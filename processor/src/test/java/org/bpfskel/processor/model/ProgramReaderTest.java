package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramReaderTest {
  @Test
  void programsComeBySectionAndThenByAddress() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            SEC("xdp") int zebra(void *ctx) { return 1; }
            SEC("tc") int middle(void *ctx) { return 2; }
            SEC("xdp") int ant(void *ctx) { return 3; }
            """);

    assertThat(names(model)).containsExactly("zebra", "ant", "middle").inOrder();
    assertThat(model.programs().stream().map(Program::section))
        .containsExactly("xdp", "xdp", "tc")
        .inOrder();
  }

  @Test
  void functionsWithoutSectionAreSubprogramsAndNotListed() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            __attribute__((noinline)) int global_helper(int x) { return x * 3; }
            static __attribute__((noinline)) int static_helper(int x) { return x * 5; }
            SEC("xdp") int program(void *ctx) { return global_helper(1) + static_helper(2); }
            """);

    assertThat(names(model)).containsExactly("program");
  }

  @Test
  void structOpsProgramsAreKnownByTheirSection() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            SEC("struct_ops/a") int named(void *ctx) { return 0; }
            SEC("struct_ops") int bare(void *ctx) { return 0; }
            SEC("struct_ops.s/a") int sleepable(void *ctx) { return 0; }
            SEC("?struct_ops/a") int optional(void *ctx) { return 0; }
            SEC("struct_opsx") int other(void *ctx) { return 0; }
            SEC("xdp") int drop(void *ctx) { return 0; }
            """);

    assertThat(model.programs().stream().filter(Program::structOps).map(Program::name))
        .containsExactly("named", "bare", "sleepable", "optional");
  }

  @Test
  void aHiddenProgramIsAProgram() throws Exception {
    assertThat(names(Models.of("SEC(\"xdp\") __hidden int quiet(void *ctx) { return 0; }")))
        .containsExactly("quiet");
  }

  @Test
  void aJavaKeywordGetsAnUnderscore() throws Exception {
    SkeletonModel model = Models.of("SEC(\"xdp\") int synchronized(void *ctx) { return 0; }");

    assertThat(model.programs())
        .containsExactly(new Program("synchronized", "synchronized_", "xdp", false));
  }

  private static List<String> names(SkeletonModel model) {
    return model.programs().stream().map(Program::name).toList();
  }
}
