package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gradle and IntelliJ run a processor behind an environment of their own, which notes what each
 * generated file comes from: when a class changes, only its files are generated anew.
 */
class IncrementalBuildTest {
  private static final String ISOLATING = "org.gradle.annotation.processing.isolating";

  @TempDir Path root;

  private final Watched processor = new Watched();

  @BeforeEach
  void objects() throws Exception {
    Project.write(root.resolve("bpf/testmod.bpf.o"), BpfObjects.testmod());
    Project.write(root.resolve("bpf/tcp_cc.bpf.o"), BpfObjects.bytes("bpf/tcp_cc.bpf.o"));
  }

  @Test
  void gradleIsToldToAskTheProcessor() throws Exception {
    try (var metadata =
        BpfSkeletonProcessor.class
            .getClassLoader()
            .getResourceAsStream("META-INF/gradle/incremental.annotation.processors")) {
      assertThat(new String(Objects.requireNonNull(metadata).readAllBytes(), UTF_8).strip())
          .isEqualTo(BpfSkeletonProcessor.class.getName() + ",dynamic");
    }
  }

  @Test
  void eachFileComesFromTheOneHostThatAsksForIt() {
    Compilation compilation =
        compile(
            List.of(root.toFile()),
            List.of(),
            """
            import org.bpfskel.BpfSkeleton;
            class Hosts {
              @BpfSkeleton("bpf/testmod.bpf.o") class One {}
              @BpfSkeleton("bpf/tcp_cc.bpf.o")
              @BpfSkeleton(value = "bpf/tcp_cc.bpf.o", name = "Second")
              class Two {}
            }
            """);

    assertThat(compilation.errors()).isEmpty();
    assertThat(processor.origins)
        .containsExactly(
            "TestmodSkel", List.of("Hosts.One"),
            "TcpCcSkel", List.of("Hosts.Two"),
            "Second", List.of("Hosts.Two"),
            "META-INF/bpfskel/Hosts.One", List.of("Hosts.One"),
            "META-INF/native-image/Hosts.One/reachability-metadata.json", List.of("Hosts.One"),
            "META-INF/bpfskel/Hosts.Two", List.of("Hosts.Two"),
            "META-INF/native-image/Hosts.Two/reachability-metadata.json", List.of("Hosts.Two"));
    assertThat(processor.getSupportedOptions()).contains(ISOLATING);
  }

  @Test
  void aCopyThatServesSeveralHostsIsMadeInWholeBuildsOnly() {
    Compilation compilation =
        compile(
            List.of(),
            List.of("-Abpfskel.path=" + root),
            "@org.bpfskel.BpfSkeleton(\"bpf/testmod.bpf.o\") class Hosts {}");

    assertThat(compilation.errors()).isEmpty();
    assertThat(processor.origins)
        .containsExactly(
            "TestmodSkel", List.of("Hosts"),
            "bpf/testmod.bpf.o", List.of("Hosts"),
            "META-INF/bpfskel/Hosts", List.of("Hosts"),
            "META-INF/native-image/Hosts/reachability-metadata.json", List.of("Hosts"));
    assertThat(processor.getSupportedOptions()).doesNotContain(ISOLATING);
  }

  @Test
  void oneOfSeveralAnnotationsIsToldByItsMessageWherePlacesAreLost() throws Exception {
    Project.write(root.resolve("text.bpf.o"), new byte[] {'t', 'e', 'x', 't'});

    Compilation compilation =
        compile(
            List.of(root.toFile()),
            List.of(),
            """
            import org.bpfskel.BpfSkeleton;
            @BpfSkeleton("bpf/testmod.bpf.o") @BpfSkeleton("text.bpf.o") class Hosts {}
            """);

    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation.errors().get(0).getLineNumber()).isEqualTo(2);
    assertThat(compilation.errors().get(0).getMessage(Locale.ROOT)).startsWith("text.bpf.o: ");
  }

  private Compilation compile(List<File> classPath, List<String> options, String source) {
    List<File> all = new ArrayList<>(ClassPaths.USER);
    all.addAll(classPath);
    return Compiler.javac()
        .withProcessors(processor)
        .withClasspath(all)
        .withOptions(options)
        .compile(JavaFileObjects.forSourceString("Hosts", source));
  }

  /** The processor behind an environment that is not javac's, and notes where files come from. */
  private static final class Watched implements Processor {
    private final Processor processor = new BpfSkeletonProcessor();
    final Map<String, List<String>> origins = new HashMap<>();

    @Override
    public void init(ProcessingEnvironment environment) {
      Filer filer = watch(Filer.class, environment.getFiler());
      processor.init(
          proxy(
              ProcessingEnvironment.class,
              environment,
              (method, arguments, result) -> method.equals("getFiler") ? filer : result));
    }

    private Filer watch(Class<Filer> type, Filer filer) {
      return proxy(
          type,
          filer,
          (method, arguments, result) -> {
            switch (method) {
              case "createSourceFile" -> note(arguments[0], arguments[1]);
              case "createResource" -> note(arguments[2], arguments[3]);
              default -> {}
            }
            return result;
          });
    }

    private void note(Object file, Object elements) {
      List<String> from = List.of((Element[]) elements).stream().map(Element::toString).toList();
      origins.put(file.toString(), from);
    }

    @Override
    public Set<String> getSupportedOptions() {
      return processor.getSupportedOptions();
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      processor.process(annotations, round);
      return false;
    }

    @Override
    public Iterable<? extends Completion> getCompletions(
        @Nullable Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable ExecutableElement member,
        @Nullable String userText) {
      return Collections.emptyList();
    }
  }

  private interface Result {
    Object of(String method, Object[] arguments, Object result);
  }

  private static <T> T proxy(Class<T> type, T target, Result result) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return result.of(method.getName(), arguments, method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
