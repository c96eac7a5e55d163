package org.bpfskel.it.tool;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bpfskel.it.BpfObjects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The processor needs nothing beside its jar, and is not disturbed by what stands there. */
@NeedsToolJar
final class ProcessorJarTest {
  private static final String OBJECT = "bpf/tracepoint.bpf.o";

  @TempDir Path folder;
  private ToolJar tool;

  @BeforeEach
  void project() throws IOException {
    tool = new ToolJar(folder);
    tool.object(OBJECT);
    tool.source(
        "App.java",
        """
        package com.acme;
        @org.bpfskel.BpfSkeleton(value = "bpf/tracepoint.bpf.o", name = "Skel")
        final class App {
          static long count(Skel skel) { return skel.maps.calls.options().maxEntries(); }
        }
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--processor-path", "--processor-module-path"})
  void worksAlone(String option) throws IOException {
    compile(option, ToolJar.JAR.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--processor-path", "--processor-module-path"})
  void worksBesideOtherVersionsOfWhatItHas(String option) throws IOException {
    compile(option, ToolJar.path(List.of(others()), ToolJar.JAR));
  }

  @Test
  void worksOnTheClassPathBesideOtherVersionsOfJavaPoet() throws IOException {
    String classPath = ToolJar.path(ToolJar.USER, others(), ToolJar.JAR, folder);
    assertThat(
            tool.javac(
                    "-cp",
                    classPath,
                    "-processor",
                    "org.bpfskel.processor.BpfSkeletonProcessor",
                    "App.java")
                .succeeded())
        .isEmpty();
  }

  @Test
  void worksInEclipsesCompiler() throws IOException {
    Path ecj = BpfObjects.classPathEntry("org/eclipse/jdt/core/compiler/batch/BatchCompiler.class");
    List<String> arguments =
        new ArrayList<>(List.of("-jar", ecj.toString(), "-17", "-d", "classes"));
    arguments.addAll(List.of("-cp", ToolJar.path(ToolJar.USER, folder)));
    arguments.addAll(List.of("-processorpath", ToolJar.JAR.toString(), "-proceedOnError"));
    arguments.add("App.java");

    tool.java(arguments.stream()).succeeded();

    assertThat(Files.exists(folder.resolve("classes/com/acme/Skel.class"))).isTrue();
  }

  @Test
  void hasNoClassUnderANameOfAnotherJar() throws IOException {
    List<String> strangers = new ArrayList<>();
    try (ZipFile jar = new ZipFile(ToolJar.JAR.toFile())) {
      jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> !name.endsWith("/"))
          .filter(name -> !name.matches("(org/bpfskel/(processor|tool)|META-INF)/.*"))
          .forEach(strangers::add);
      assertThat(jar.getEntry("META-INF/services/javax.annotation.processing.Processor"))
          .isNotNull();
    }
    assertThat(strangers).isEmpty();
  }

  private void compile(String option, String path) throws IOException {
    String classPath = ToolJar.path(ToolJar.USER, folder);
    String messages =
        tool.javac("-Xlint:all", "-Werror", "-cp", classPath, option, path, "App.java").succeeded();
    assertThat(messages).isEmpty();
  }

  /** A jar with classes of JavaPoet's and the runtime's names that have none of their methods. */
  private Path others() throws IOException {
    Path sources = folder.resolve("others");
    ToolJar other = new ToolJar(sources);
    other.source(
        "ClassName.java", "package com.palantir.javapoet; public final class ClassName {}");
    other.source("JavaFile.java", "package com.palantir.javapoet; public final class JavaFile {}");
    other.javac("ClassName.java", "JavaFile.java").succeeded();
    Path jar = folder.resolve("javapoet.jar");
    org.bpfskel.it.Command.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
                "--create",
                "--file",
                jar.toString(),
                "-C",
                sources.resolve("classes").toString(),
                "."))
        .succeeded();
    return jar;
  }
}
