package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of a skeleton and of other code stand side by side, and none twice. */
class ErrorsElsewhereTest {
  private static final JavaFileObject HOST =
      JavaFileObjects.forSourceString(
          "gen.Host",
          """
          package gen;
          @org.bpfskel.BpfSkeleton("bpf/testmod.bpf.o")
          class Host { TestmodSkel skel = TestmodSkel.open(); int data = skel.structOps.testmod_1.data; }
          """);

  private static final JavaFileObject FAILING =
      JavaFileObjects.forSourceString(
          "gen.Failing",
          """
          package gen;
          @org.bpfskel.BpfSkeleton("bpf/text.bpf.o")
          class Failing { TextSkel field; TextSkel method(TextSkel parameter) { return field; } }
          """);

  @TempDir Path classPath;

  private SkeletonCompiler compiler;

  @BeforeEach
  void objects() throws Exception {
    compiler =
        new SkeletonCompiler(classPath)
            .object("bpf/testmod.bpf.o", BpfObjects.testmod())
            .object("bpf/text.bpf.o", new byte[] {'t', 'e', 'x', 't'});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Other { int number = \"text\"; }",
        "class Other { Missing field; }",
        "class Other extends Missing {}",
        "class Other { int number = ; }",
        "class Other { void method() { gen.Host.missing(); } }",
        "import gen.Missing; class Other {}"
      })
  void anErrorOfOtherCodeIsTheOnlyOne(String other) throws Exception {
    Compilation compilation = compiler.compile(HOST, other(other));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation.errors().get(0).getSource().getName()).contains("Other");
  }

  @Test
  void aFailedSkeletonComesFirstAndThenOnlyTheClassThatIsMissing() {
    Compilation compilation = compiler.compile(HOST, FAILING);

    assertThat(errors(compilation).get(0)).startsWith("bpf/text.bpf.o: this is not an ELF file");
    assertThat(compilation).hadErrorCount(4);
    for (String error : errors(compilation).subList(1, 4)) {
      assertThat(error).contains("class TextSkel");
    }
  }

  @Test
  void aFailedSkeletonHidesNoClassThatIsMissingElsewhere() {
    Compilation compilation = compiler.compile(FAILING, other("class Other { Missing field; }"));

    assertThat(compilation).hadErrorContaining("this is not an ELF file");
    assertThat(compilation).hadErrorContaining("class Missing");
  }

  @Test
  void aFailedSkeletonDoesNotKeepAnotherFromBeingGenerated() throws Exception {
    Project project =
        new Project(classPath.resolve("project"))
            .source("Failing.java", FAILING.getCharContent(false).toString())
            .source("Host.java", HOST.getCharContent(false).toString());

    assertThat(project.compile(List.of(classPath))).isNotEmpty();
    assertThat(Files.exists(project.generated.resolve("gen/TestmodSkel.java"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@BpfSkeleton",
        "@BpfSkeleton(name = \"Skel\")",
        "@BpfSkeleton(42)",
        "@BpfSkeleton({\"bpf/testmod.bpf.o\"})",
        "@BpfSkeleton(Missing.OBJECT)",
        "@BpfSkeleton(\"bpf/\" + Missing.OBJECT)",
        "@BpfSkeleton(value = \"bpf/testmod.bpf.o\", name = Missing.NAME)",
        "@BpfSkeleton(value = \"bpf/testmod.bpf.o\", types = {\"bpf_testmod_ops\", Missing.TYPE})",
        "@BpfSkeleton(value = \"bpf/testmod.bpf.o\", types = 42)",
        "@BpfSkeleton(value = \"bpf/testmod.bpf.o\", nmae = \"Skel\")"
      })
  void whatTheCompilerSaysOfTheAnnotationIsNotSaidAgain(String annotation) throws Exception {
    Compilation compilation =
        compiler.compile(
            other("import org.bpfskel.BpfSkeleton; " + annotation + " class Other {}"));

    assertThat(compilation).hadErrorCount(1);
  }

  @Test
  void aPackageIsNoHost() throws Exception {
    Compilation compilation =
        compiler.compile(
            JavaFileObjects.forSourceString(
                "gen.package-info",
                "@org.bpfskel.BpfSkeleton(\"bpf/testmod.bpf.o\") package gen;"));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("not applicable");
  }

  private static JavaFileObject other(String source) {
    return JavaFileObjects.forSourceString("gen.Other", "package gen; " + source);
  }

  private static List<String> errors(Compilation compilation) {
    return compilation.errors().stream().map(error -> error.getMessage(Locale.ROOT)).toList();
  }
}
