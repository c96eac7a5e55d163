package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bpfskel.processor.JavacProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object that is missing has neighbours, or a source that nobody compiled. */
class MissingObjectTest {
  @TempDir Path root;

  @BeforeEach
  void objects() throws IOException {
    Project.write(root.resolve("objects/bpf/exec.bpf.o"), BpfObjects.testmod());
    Project.write(root.resolve("objects/bpf/network.bpf.o"), BpfObjects.testmod());
    Files.createDirectories(root.resolve("classes"));
  }

  @Test
  void aSlipOnTheClassPath() throws Exception {
    for (String slip : List.of("bpf/exce", "bpf/exe", "bpf/execs", "bpf/ezec")) {
      assertThat(onClassPath(slip + ".bpf.o"))
          .contains(slip + ".bpf.o not found: did you mean bpf/exec.bpf.o? Looked in: ");
    }
  }

  @Test
  void anotherFormOfTheName() throws Exception {
    for (String form : List.of("exec.bpf.o", "bpf/exec.o", "bpf/exec", "exec")) {
      assertThat(onClassPath(form)).contains(form + " not found: did you mean bpf/exec.bpf.o? ");
    }
  }

  @Test
  void whatIsQuiteDifferentIsNotMeant() throws Exception {
    assertThat(onClassPath("bpf/scheduler.bpf.o"))
        .contains("bpf/scheduler.bpf.o not found. Looked");
  }

  @Test
  void aSlipInTheClassOutput() throws Exception {
    Project.write(root.resolve("classes/bpf/tracer.bpf.o"), BpfObjects.testmod());

    assertThat(compile("bpf/traecr.bpf.o")).contains(": did you mean bpf/tracer.bpf.o? ");
  }

  @Test
  void aSlipInADirectoryOrAJarOfTheOption() throws Exception {
    String directory = root.resolve("objects").toString();
    assertThat(compile("bpf/exce.bpf.o", "-Abpfskel.path=" + directory))
        .contains(": did you mean bpf/exec.bpf.o? ");
    assertThat(compile("bpf/exce.bpf.o", "-Abpfskel.path=" + jar()))
        .contains(": did you mean bpf/exec.bpf.o? ");
  }

  @Test
  void aSourceThatWasNotCompiled() throws Exception {
    Path source = root.resolve("src/main/bpf/tracer.bpf.c");
    Project.write(source, new byte[0]);
    Project.write(root.resolve("pom.xml"), new byte[0]);

    assertThat(compile("bpf/tracer.bpf.o"))
        .contains(
            ("There is %s, which was not compiled: have the plugin for Maven or Gradle do it before"
                    + " javac, or clang -g -O2 -target bpf -c %s -o classes/bpf/tracer.bpf.o")
                .formatted(source, source));
    assertThat(compile("bpf/tarcer.bpf.o"))
        .containsMatch(
            ": did you mean bpf/tracer.bpf.o\\? .* There is .*/tracer.bpf.c, .* -o classes/bpf/tracer.bpf.o");
  }

  @Test
  void sourcesOutsideOfTheProjectAreNoneOfIts() throws Exception {
    Project.write(root.resolve("bpf/tracer.bpf.c"), new byte[0]);
    Project.write(root.resolve("src/pom.xml"), new byte[0]);

    assertThat(compile("bpf/tracer.bpf.o")).doesNotContain("tracer.bpf.c");
  }

  @Test
  void anObjectInAJarOfTheOptionIsCopied() throws Exception {
    assertThat(compile("bpf/exec.bpf.o", "-Abpfskel.path=" + jar())).doesNotContain("error");
    assertThat(Files.exists(root.resolve("classes/bpf/exec.bpf.o"))).isTrue();
  }

  @Test
  void aFileThatIsNoJarIsNamed() throws Exception {
    Path text = Files.writeString(root.resolve("text.jar"), "text");

    assertThat(compile("bpf/exec.bpf.o", "-Abpfskel.path=" + text))
        .contains("cannot read bpf/exec.bpf.o in " + text);
  }

  private Path jar() throws IOException {
    Path jar = root.resolve("objects.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("bpf/exec.bpf.o"));
      zip.write(BpfObjects.testmod());
    }
    return jar;
  }

  private String onClassPath(String object) throws Exception {
    return messages(object, root.resolve("objects"));
  }

  private String compile(String object, String... options) throws Exception {
    return messages(object, root.resolve("nothing"), options);
  }

  private String messages(String object, Path classPath, String... options) throws Exception {
    Path source = root.resolve("src/main/java/com/acme/App.java");
    Project.write(
        source,
        "package com.acme; @org.bpfskel.BpfSkeleton(value = \"%s\", name = \"Skel\") class App {}"
            .formatted(object)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Result result =
        new JavacProcess(root)
            .option(options)
            .option("-cp", ClassPaths.join(ClassPaths.USER, classPath.toFile()))
            .processorPath()
            .option("-d", "classes", source.toString())
            .run();
    return result.messages();
  }
}
