package org.bpfskel.it.maven;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.it.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code generate}: skeletons without an annotation. */
@NeedsMavenPlugin
final class GenerationTest {
  private static final String SOURCE = "src/main/bpf/exec.bpf.c";
  private static final String CLASSES = "target/classes/com/acme/";

  @TempDir Path folder;

  private MavenProject project;

  @BeforeEach
  void installs() throws IOException {
    Path repository = LocalRepository.create(folder.resolve("repository"));
    project =
        new MavenProject(folder.resolve("project"), Toolchain.some().get(0), repository)
            .module("")
            .write(SOURCE, "int first; struct event { int pid; } *unused;");
  }

  /** Has the goal in the pom, and no processor. */
  private void generates(String skeletons) throws IOException {
    project.write(
        "pom.xml",
        Files.readString(project.path("pom.xml"))
            .replaceAll("bpfskel-processor(</artifactId>)", "bpfskel-runtime$1")
            .replace("<goal>compile</goal>", "<goal>compile</goal><goal>generate</goal>")
            .replaceFirst(
                "</goals>",
                "</goals><configuration><packageName>com.acme</packageName>%s</configuration>"
                    .formatted(skeletons)));
  }

  @Test
  void oneForEachObjectAndNothingStale() throws IOException {
    generates("");
    project.write("src/main/java/com/acme/App.java", "package com.acme; class App { ExecSkel s; }");
    project.compiles();
    assertThat(project.has(CLASSES + "ExecSkel$Bss.class", "first")).isTrue();

    project.write(SOURCE, "int second;");
    project.compiles();
    assertThat(project.has(CLASSES + "ExecSkel$Bss.class", "second")).isTrue();

    Files.delete(project.path(SOURCE));
    Command run = project.run("compile");
    assertThat(run.output()).contains("cannot find symbol");
  }

  @Test
  void namesAndTypesOfTheConfiguration() throws IOException {
    generates(
        "<skeletons><skeleton><object>bpf/exec.bpf.o</object><name>Exec</name>"
            + "<types><type>event</type></types></skeleton></skeletons>");

    project.compiles();

    assertThat(project.has(CLASSES + "Exec$Event.class", "pid")).isTrue();
  }

  @Test
  void errorsNameTheObject() throws IOException {
    generates(
        "<skeletons><skeleton><object>bpf/none.bpf.o</object></skeleton>"
            + "<skeleton><object>bpf/exce.bpf.o</object></skeleton></skeletons>");

    Command run = project.run("compile");

    assertThat(run.output()).contains("[ERROR] bpf/none.bpf.o not found.");
    assertThat(run.output())
        .contains("[ERROR] bpf/exce.bpf.o not found: did you mean bpf/exec.bpf.o?");
    assertThat(run.output()).contains("not every skeleton can be generated");
  }
}
