package org.bpfskel.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processors beside this one: what they generate may be or complete a host. */
class RoundsTest {
  private static final String OBJECT = "bpf/testmod.bpf.o";

  @TempDir Path classPath;

  private SkeletonCompiler compiler;

  @BeforeEach
  void object() throws Exception {
    compiler = new SkeletonCompiler(classPath).object(OBJECT, BpfObjects.testmod());
  }

  @Test
  void aHostMayReferToWhatAnotherProcessorGenerates() throws Exception {
    assertGenerates(
        new Generating("gen.Base", "package gen; class Base<T> { static final int ONE = 1; }"),
        """
        package gen;
        @org.bpfskel.BpfSkeleton("bpf/testmod.bpf.o")
        class Host extends Base<TestmodSkel> { int one = Base.ONE; }
        """);
  }

  @Test
  void aHostMayBeGenerated() throws Exception {
    assertGenerates(
        new Generating(
            "gen.Generated",
            """
            package gen;
            @org.bpfskel.BpfSkeleton("bpf/testmod.bpf.o")
            class Generated { TestmodSkel skel; }
            """),
        "package gen; class Host { TestmodSkel skel; }");
  }

  @Test
  void aHostMayBeGeneratedFromAGeneratedOne() throws Exception {
    assertGenerates(
        new Generating("gen.First", "package gen; class First {}")
            .next(
                "gen.Second",
                "package gen; @org.bpfskel.BpfSkeleton(\"bpf/testmod.bpf.o\") class Second {}"),
        "package gen; class Host { TestmodSkel skel; Second second; }");
  }

  @Test
  void theAnnotationMayNameAGeneratedConstant() throws Exception {
    assertGenerates(
        new Generating(
            "gen.Names",
            """
            package gen;
            interface Names {
              String OBJECT = "bpf/testmod.bpf.o", SKELETON = "TestmodSkel", TYPE = "bpf_testmod_ops";
            }
            """),
        """
        package gen;
        @org.bpfskel.BpfSkeleton(value = Names.OBJECT, name = Names.SKELETON, types = Names.TYPE)
        class Host { TestmodSkel skel; }
        """);
  }

  @Test
  void theSameHostIsNeverGeneratedForTwice() throws Exception {
    assertGenerates(
        new Generating("gen.First", "package gen; class First {}")
            .next("gen.Second", "package gen; class Second {}"),
        """
        package gen;
        @org.bpfskel.BpfSkeleton("bpf/testmod.bpf.o")
        class Host { TestmodSkel skel; First first; Second second; }
        """);
  }

  private void assertGenerates(Generating other, String host) throws Exception {
    Compilation compilation =
        compiler.with(other).compile(JavaFileObjects.forSourceString("gen.Host", host));

    assertThat(compilation).succeededWithoutWarnings();
    SkeletonCompiler.source(compilation, "gen.TestmodSkel");
  }

  /** A processor that generates one class a round. */
  private static final class Generating extends AbstractProcessor {
    private final Map<String, String> sources = new LinkedHashMap<>();

    Generating(String name, String source) {
      next(name, source);
    }

    Generating next(String name, String source) {
      sources.put(name, source);
      return this;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!sources.isEmpty() && !round.processingOver()) {
        Map.Entry<String, String> source = sources.entrySet().iterator().next();
        sources.remove(source.getKey());
        try (Writer writer =
            processingEnv.getFiler().createSourceFile(source.getKey()).openWriter()) {
          writer.write(source.getValue());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }
}
