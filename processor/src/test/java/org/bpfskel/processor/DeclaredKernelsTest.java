package org.bpfskel.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.common.truth.Truth;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.StandardLocation;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What javac says of an object that a declared kernel lacks something for. */
class DeclaredKernelsTest {
  private static final String KERNEL =
      """
      struct inner { int first; int second; };
      struct ops { int (*call)(int); int flags; struct inner in; };
      struct bpf_struct_ops_ops { struct ops ops; };
      struct bpf_struct_ops_ops used SEC(".data");
      int known(int a) { return a; }
      enum bpf_attach_type { FENTRY = 24, LSM_MAC = 27, XDP = 37 };
      enum bpf_attach_type ways SEC(".data");
      int bpf_lsm_file_open(int a) { return a; }
      """;

  private static final String LICENSE = "char LICENSE[] SEC(\"license\") = \"GPL\";";

  @TempDir private Path folder;
  private Path kernels;

  @BeforeEach
  void makeAKernel() throws IOException {
    kernels = Files.createDirectory(folder.resolve("kernels"));
    Files.write(kernels.resolve("6.1-test.btf"), Clang.bpf(C.SEC + KERNEL));
  }

  private Compilation compile(String c, String suppress) throws IOException {
    return compile(c, suppress, "");
  }

  private Compilation compile(String c, String suppress, String elements, String... options)
      throws IOException {
    SkeletonCompiler compiler = new SkeletonCompiler(folder);
    for (String option : options) {
      compiler.option(option);
    }
    return compiler
        .object("bpf/test.bpf.o", Clang.bpf(C.SEC + LICENSE + c))
        .option("-Abpfskel.kernels=" + kernels)
        .compile(
            JavaFileObjects.forSourceString(
                "gen.Host",
                """
                package gen;

                @org.bpfskel.BpfSkeleton(value = "bpf/test.bpf.o", name = "Skel"%s)
                %s
                final class Host {}
                """
                    .formatted(elements, suppress)));
  }

  private static String program(String section) {
    return "SEC(\"%s\") int prog(void *ctx) { return 0; }".formatted(section);
  }

  private static String ops(String members, String value) {
    return "struct inner { %s }; struct ops { int flags; int more; struct inner in; };"
            .formatted(members)
        + "struct ops mine SEC(\".struct_ops\") = { %s };".formatted(value);
  }

  @Test
  void aTargetThatTheKernelLacksIsAnErrorAtTheAnnotation() throws IOException {
    Compilation compilation = compile(program("fentry/gone"), "");
    assertThat(compilation)
        .hadErrorContaining("kernel 6.1-test refuses program 'prog'")
        .inFile(compilation.sourceFiles().get(0))
        .onLine(3);
    assertThat(compile(program("lsm/gone"), "")).hadErrorContaining("'bpf_lsm_gone'");
  }

  @Test
  void whatTheObjectUsesAndEachKernelsAnswerIsAResourceBesideTheClass() throws IOException {
    Compilation compilation =
        compile(
            """
            static long (*now)(void) = (void *)5;
            struct { int (*type)[2]; int (*max_entries)[4]; int *key, *value; } m SEC(".maps");
            extern int known(int a) SEC(".ksyms");
            SEC("xdp") int prog(void *ctx) { return now() + known(1); }
            SEC("fentry/gone") int other(void *ctx) { return 0; }
            """,
            "@SuppressWarnings(\"bpfskel\")");
    assertThat(compilation).succeeded();
    JsonObject file =
        JsonParser.parseString(
                compilation
                    .generatedFile(StandardLocation.CLASS_OUTPUT, "gen/Skel.kernels.json")
                    .orElseThrow()
                    .getCharContent(false)
                    .toString())
            .getAsJsonObject();
    Truth.assertThat(file.get("object").getAsString()).isEqualTo("bpf/test.bpf.o");
    JsonObject lack =
        file.getAsJsonObject("kernels").getAsJsonArray("6.1-test").get(0).getAsJsonObject();
    Truth.assertThat(lack.get("part").getAsString()).isEqualTo("program 'other'");
    Truth.assertThat(lack.get("refuses").getAsString()).isEqualTo("load");
    Truth.assertThat(file.get("helpers").toString()).isEqualTo("[\"bpf_ktime_get_ns\"]");
    Truth.assertThat(file.get("functions").toString()).isEqualTo("[\"known\"]");
    Truth.assertThat(file.get("mapTypes").toString()).isEqualTo("[\"BPF_MAP_TYPE_ARRAY\"]");
    Truth.assertThat(file.get("programTypes").toString())
        .isEqualTo("[\"BPF_PROG_TYPE_TRACING\",\"BPF_PROG_TYPE_XDP\"]");
    Truth.assertThat(file.get("capabilities").toString())
        .isEqualTo("[\"CAP_BPF\",\"CAP_NET_ADMIN\",\"CAP_PERFMON\"]");
  }

  @Test
  void aWayOfAttachingThatTheKernelDoesNotKnowIsAWarning() throws IOException {
    assertThat(compile(program("tcx/ingress"), ""))
        .hadWarningContaining("kernel 6.1-test refuses to attach program 'prog'");
  }

  @Test
  void whatTheKernelHasOrLoadLeavesOutIsNoError() throws IOException {
    assertThat(compile(program("fentry/known"), "")).succeeded();
    assertThat(compile(program("lsm/file_open"), "")).succeeded();
    assertThat(compile(program("?fentry/gone"), "")).succeeded();
  }

  @Test
  void suppressedErrorsAreNone() throws IOException {
    assertThat(compile(program("fentry/gone"), "@SuppressWarnings(\"bpfskel\")")).succeeded();
  }

  @Test
  void functionsOfTheKernelAreNeededUnlessTheyAreWeak() throws IOException {
    String call =
        "extern int %s(int a) SEC(\".ksyms\") %s;"
            + "SEC(\"tc\") int prog(void *ctx) { return %s ? %s(1) : 0; }";
    String weak = "__attribute__((weak))";
    assertThat(compile(call.formatted("gone", "", "1", "gone"), ""))
        .hadErrorContaining("it needs the kernel's function 'gone'");
    assertThat(compile(call.formatted("gone", weak, "gone", "gone"), "")).succeeded();
    assertThat(compile(call.formatted("known___v2", "", "1", "known___v2"), "")).succeeded();
  }

  @Test
  void membersThatAreSetAreNeeded() throws IOException {
    String members = "int first; int second;";
    assertThat(compile(ops(members, ".more = 1"), ""))
        .hadErrorContaining(
            "its member 'more' is set, and the kernel's struct 'ops' does not have it");
    assertThat(compile(ops(members, ".flags = 1"), "")).succeeded();
  }

  @Test
  void aMovedMemberOfANestedStructIsAnError() throws IOException {
    String members = "int second; int first;";
    assertThat(compile(ops(members, ".in = { .first = 1 }"), ""))
        .hadErrorContaining(
            "mine.in.second lies at byte 0 of mine.in, and in the kernel at byte 4: libbpf would"
                + " copy it to the wrong place");
    assertThat(compile(ops("int first; int second;", ".flags = 1"), "")).succeeded();
  }

  @Test
  void theAnnotationNamesKernelsOfTheFolder() throws IOException {
    Files.write(
        kernels.resolve("6.2.btf"), Clang.bpf(C.SEC + KERNEL + "int gone(void) { return 0; }"));
    assertThat(compile(program("fentry/gone"), "", ", kernels = \"6.2\"")).succeeded();
    assertThat(compile(program("fentry/gone"), "", ", kernels = {\"6.2\", \"6.1\"}"))
        .hadErrorContaining("kernel 6.1-test refuses");
    assertThat(compile(program("tc"), "", ", kernels = \"6\""))
        .hadErrorContaining("more than one kernel of");
    assertThat(compile(program("tc"), "", ", kernels = \"5.15\""))
        .hadErrorContaining("no kernel of");
  }

  @Test
  void theReportIsATableOfProgramsAndKernels() throws IOException {
    Path report = folder.resolve("report.txt");
    compile(program("fentry/gone"), "", "", "-Abpfskel.kernels.report=" + report);
    Truth.assertThat(Files.readAllLines(report))
        .containsExactly(
            "object\tprogram\tkernel\tloads",
            "bpf/test.bpf.o\tprog\t6.1-test\tno: it is attached to the function 'gone', which the"
                + " kernel does not have")
        .inOrder();
  }

  @Test
  void aFolderWithoutKernelsIsOneClearError() throws IOException {
    Files.delete(kernels.resolve("6.1-test.btf"));
    assertThat(compile(program("tc"), "")).hadErrorContaining("there is no kernel in this folder");
  }

  @Test
  void aDamagedKernelIsNamed() throws IOException {
    Files.write(kernels.resolve("6.2.btf"), new byte[] {1, 2, 3});
    assertThat(compile(program("tc"), "")).hadErrorContaining("6.2.btf");
  }
}
