package org.bpfskel.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Path;
import javax.tools.JavaFileObject;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How javac says what the checks of an object find. */
class ChecksInJavacTest {
  private static final String PROGRAM = "SEC(\"%s\") int prog(void *ctx) { return %s; }";

  @TempDir private Path folder;

  private Compilation compile(String c, String suppress) throws IOException {
    JavaFileObject host =
        JavaFileObjects.forSourceString(
            "gen.Host",
            """
            package gen;

            @org.bpfskel.BpfSkeleton(
                value = "bpf/test.bpf.o",
                name = "Skel")
            %s
            final class Host {}
            """
                .formatted(suppress));
    return new SkeletonCompiler(folder)
        .object("bpf/test.bpf.o", Clang.bpf(C.SEC + c))
        .compile(host);
  }

  @Test
  void anErrorStandsAtTheAnnotation() throws IOException {
    Compilation compilation = compile("extern int foo;" + PROGRAM.formatted("socket", "foo"), "");

    assertThat(compilation).failed();
    assertThat(compilation)
        .hadErrorContaining("bpf/test.bpf.o: 'foo' is extern and used")
        .inFile(compilation.sourceFiles().get(0))
        .onLine(4);
  }

  @Test
  void suppressedErrorsDoNotKeepTheSkeletonFromBeingCompiled() throws IOException {
    Compilation compilation =
        compile(
            "extern int foo;" + PROGRAM.formatted("socket", "foo"),
            "@SuppressWarnings(\"bpfskel\")");

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation).hadNoteCount(0);
  }

  @Test
  void notesPassWhereWarningsAreErrors() throws IOException {
    Compilation compilation = compile(PROGRAM.formatted("kprobe", "2"), "");

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation).hadNoteContaining("leaves these programs unattached");
  }
}
