package org.bpfskel.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What javac says where Java assigns programs and values to members of struct_ops variables. */
class AssignmentsTest {
  private static final String OBJECT =
      C.SEC
          + """
          char LICENSE[] SEC("license") = "GPL";
          struct ops { int (*one)(int); int (*two)(int, int); int level; };
          SEC("struct_ops/one") int reads_one(unsigned long long *ctx) { return ctx[0]; }
          SEC("struct_ops/two") int reads_two(unsigned long long *ctx) { return ctx[0] + ctx[1]; }
          SEC(".struct_ops.link") struct ops mine = { .one = (void *)reads_one, .two = (void *)reads_two };
          """;

  private static final String KERNEL =
      """
      struct ops { int (*one)(int); int (*two)(int, int); };
      struct ops used SEC(".data");
      """;

  @TempDir private Path folder;
  private String object = OBJECT;

  private Compilation compile(String body, String suppress) throws IOException {
    Path kernels = Files.createDirectories(folder.resolve("kernels"));
    Files.write(kernels.resolve("6.1.btf"), Clang.bpf(C.SEC + KERNEL));
    return new SkeletonCompiler(folder)
        .object("bpf/test.bpf.o", Clang.bpf(object))
        .option("-Abpfskel.kernels=" + kernels)
        .compile(
            JavaFileObjects.forSourceString(
                "gen.Host",
                """
                package gen;

                @org.bpfskel.BpfSkeleton(value = "bpf/test.bpf.o", name = "Skel")
                final class Host {}
                """),
            JavaFileObjects.forSourceString(
                "gen.User",
                """
                package gen;

                final class User {
                  %s
                  void use(Skel skel, boolean choice) {
                    %s
                  }
                }
                """
                    .formatted(suppress, body)));
  }

  private Compilation compile(String body) throws IOException {
    return compile(body, "");
  }

  @Test
  void aProgramThatReadsMoreArgumentsIsAnErrorAtTheAssignment() throws IOException {
    Compilation compilation = compile("skel.structOps.mine.one = skel.progs.reads_two;");
    assertThat(compilation)
        .hadErrorContaining(
            "'one' is set to program 'reads_two', which reads 2 arguments of 8 bytes, and the"
                + " callback in struct 'ops' has 1: int (*one)(int)")
        .inFile(compilation.sourceFiles().get(1))
        .onLine(6);
  }

  @Test
  void eachOfTwoProgramsIsLookedAt() throws IOException {
    assertThat(
            compile(
                "Skel.Ops ops = skel.structOps.mine;"
                    + " ops.one = choice ? skel.progs.reads_one : (skel.progs.reads_two);"))
        .hadErrorContaining("'reads_two'");
  }

  @Test
  void whatFitsIsNoError() throws IOException {
    Compilation compilation =
        compile(
            "skel.structOps.mine.two = skel.progs.reads_one;"
                + " skel.structOps.mine.one = skel.progs.reads_one; skel.structOps.mine.one = null;");
    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void aTypeThatSomeKernelAloneIsToHaveGetsNoError() throws IOException {
    String assignment = "skel.structOps.mine.one = skel.progs.reads_two;";
    object = OBJECT.replace("struct ops", "struct ops___v2");
    assertThat(compile(assignment)).succeeded();
    object = OBJECT.replace(".struct_ops.link", "?.struct_ops.link");
    assertThat(compile(assignment)).succeeded();
  }

  @Test
  void aMemberThatADeclaredKernelLacksIsAWarning() throws IOException {
    Compilation compilation = compile("skel.structOps.mine.level = 3;");
    assertThat(compilation)
        .hadWarningContaining("'level' of struct 'ops' is not there in kernel 6.1")
        .inFile(compilation.sourceFiles().get(1))
        .onLine(6);
  }

  @Test
  void everyWayToChangeAMemberIsLookedAt() throws IOException {
    for (String change : new String[] {"level |= 1", "level++", "level = choice ? 1 : 2"}) {
      assertThat(compile("skel.structOps.mine." + change + ";"))
          .hadWarningContaining("'level' of struct 'ops' is not there in kernel 6.1");
    }
    assertThat(compile("if (-skel.structOps.mine.level > 1) { skel.close(); }"))
        .succeededWithoutWarnings();
  }

  @Test
  void whoAsksTheKernelOrSetsNothingGetsNoWarning() throws IOException {
    assertThat(compile("skel.structOps.mine.level = 0;")).succeededWithoutWarnings();
    assertThat(
            compile(
                "if (skel.structOps.mine.existsInKernel(\"level\")) { skel.structOps.mine.level = 3; }"))
        .succeededWithoutWarnings();
    assertThat(compile("skel.structOps.mine.level = 3; skel.structOps.mine.dropMissing();"))
        .succeededWithoutWarnings();
  }

  @Test
  void bothAreSuppressedWhereTheyStand() throws IOException {
    assertThat(
            compile(
                "skel.structOps.mine.level = 3; skel.structOps.mine.one = skel.progs.reads_two;",
                "@SuppressWarnings(\"bpfskel\")"))
        .succeededWithoutWarnings();
  }
}
