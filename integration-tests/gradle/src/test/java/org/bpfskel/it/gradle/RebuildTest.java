package org.bpfskel.it.gradle;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second build does what has changed since the first, all of it and no more. */
@NeedsGradle
class RebuildTest {
  private static final String OBJECT = "build/bpfskel/main/objects/bpf/exec.bpf.o";
  private static final String APPLICATION = "application { mainClass = 'App' }\n";

  @TempDir Path folder;

  private GradleProject project;

  @BeforeEach
  void buildsOnce() throws IOException {
    project = GradleProject.counter(folder.resolve("project"), folder.resolve("cache"));
    assertThat(project.build("run").succeeded().output()).contains("count is 42\n");
  }

  @Test
  void withoutAChangeNothingRuns() throws IOException {
    GradleBuild build = project.build("classes").succeeded();

    assertThat(build.outcome(":bpfHeaders")).isEqualTo("UP-TO-DATE");
    assertThat(build.outcome(":scanBpf")).isEqualTo("UP-TO-DATE");
    assertThat(build.outcome(":compileBpf")).isEqualTo("UP-TO-DATE");
    assertThat(build.outcome(":compileJava")).isEqualTo("UP-TO-DATE");
    assertThat(build.output()).contains("4 actionable tasks: 4 up-to-date");
  }

  @Test
  void changedSourceGivesAnotherSkeleton() throws IOException {
    project.write("src/main/bpf/exec.bpf.c", "int count = 7; long total;\n");

    assertThat(project.build("run").succeeded().output()).contains("count is 7\n");
    assertThat(project.has("build/classes/java/main/ExecSkel$Bss.class", "total")).isTrue();
  }

  @Test
  void aRecordThatOnlyCodeUsesHasItsFieldsAnewAfterAChange() throws IOException {
    String record =
        """
        struct event { int pid; int %s; };
        int count = 42;
        __attribute__((section("socket"), used)) int program(void *context) {
          return (*(struct event **)context)->pid;
        }
        """;
    String event = "build/classes/java/main/RecordSkel$Event.class";
    project.write("src/main/bpf/record.bpf.c", record.formatted("second"));
    project.write(
        "src/main/java/Record.java",
        "@org.bpfskel.BpfSkeleton(value = \"bpf/record.bpf.o\", types = \"event\") class Record {}");
    project.build("classes").succeeded();
    assertThat(project.has(event, "second")).isTrue();

    project.write("src/main/bpf/record.bpf.c", record.formatted("renamed"));
    project.build("classes").succeeded();
    assertThat(project.has(event, "renamed")).isTrue();
  }

  @Test
  void changedHeaderBesideTheSourceIsSeen() throws IOException {
    project.write("src/main/bpf/exec.h", "#define DEFAULT 43\n");

    assertThat(project.build("run").succeeded().output()).contains("count is 43\n");
  }

  @Test
  void changedHeaderOfAnotherFolderIsSeen() throws IOException {
    Path shared = folder.resolve("shared");
    project
        .write(
            "src/main/bpf/exec.bpf.c", "#include <named.h>\n#include <flag.h>\nint count = A + B;")
        .write("../shared/named/named.h", "#define A 1\n")
        .write("../shared/flag/flag.h", "#define B 10\n")
        .write(
            "build.gradle",
            GradleProject.buildFile(
                "application",
                APPLICATION
                    + "bpfskel { includes.from '%s/named'; flags = ['-I%s/flag'] }"
                        .formatted(shared, shared)));
    assertThat(project.build("run").succeeded().output()).contains("count is 11\n");

    project.write("../shared/named/named.h", "#define A 2\n");
    assertThat(project.build("run").succeeded().output()).contains("count is 12\n");
    project.write("../shared/flag/flag.h", "#define B 20\n");
    assertThat(project.build("run").succeeded().output()).contains("count is 22\n");
    assertThat(project.build("run").succeeded().outcome(":compileBpf")).isEqualTo("UP-TO-DATE");
  }

  @Test
  void newHeaderThatComesFirstIsSeen() throws IOException {
    String flags = "bpfskel { flags = ['-Iearly']; includes.from 'include' }";
    project
        .write("src/main/bpf/exec.bpf.c", "#include <a.h>\n#include <b.h>\nint count = A + B;")
        .write("include/a.h", "#define A 1\n")
        .write("include/b.h", "#define B 10\n")
        .write("build.gradle", GradleProject.buildFile("application", APPLICATION + flags));
    assertThat(project.build("run").succeeded().output()).contains("count is 11\n");

    project.write("src/main/bpf/a.h", "#define A 2\n");
    assertThat(project.build("run").succeeded().output()).contains("count is 12\n");
    Files.delete(project.path("include/b.h"));
    project.write("late/b.h", "#define B 20\n");
    project.write(
        "build.gradle",
        GradleProject.buildFile(
            "application", APPLICATION + "bpfskel { flags = ['-Iearly', '-Ilate'] }"));
    assertThat(project.build("run").succeeded().output()).contains("count is 22\n");
    project.write("early/b.h", "#define B 30\n");
    assertThat(project.build("run").succeeded().output()).contains("count is 32\n");
  }

  @Test
  void changedFlagIsSeen() throws IOException {
    project.write(
        "build.gradle",
        GradleProject.buildFile("application", APPLICATION + "bpfskel { flags = ['-DCOUNT=8'] }"));

    assertThat(project.build("run").succeeded().output()).contains("count is 8\n");
  }

  @Test
  void otherClangIsSeen() throws IOException {
    Path newer = folder.resolve("newer-clang");
    Files.writeString(
        newer,
        """
        #!/bin/sh
        [ "$1" != --version ] || { echo 'newer clang version 99.0.1'; exit; }
        exec %s "$@"
        """
            .formatted(System.getProperty("clang")));
    Files.setPosixFilePermissions(newer, PosixFilePermissions.fromString("rwxr-xr-x"));
    String configured = "application { mainClass = 'App' }\nbpfskel { clang = '" + newer + "' }";
    project.write("build.gradle", GradleProject.buildFile("application", configured));

    assertThat(project.build("classes").succeeded().outcome(":compileBpf")).isEmpty();
    assertThat(project.build("classes").succeeded().outcome(":compileBpf")).isEqualTo("UP-TO-DATE");
  }

  @Test
  void objectOfADeletedSourceIsRemoved() throws IOException {
    project.write("src/main/bpf/net/flow.bpf.c", "int i;");
    project.build("classes").succeeded();
    assertThat(Files.exists(project.path("build/bpfskel/main/objects/bpf/net/flow.bpf.o")))
        .isTrue();

    Files.delete(project.path("src/main/bpf/net/flow.bpf.c"));
    project.build("classes").succeeded();
    assertThat(Files.exists(project.path("build/bpfskel/main/objects/bpf/net/flow.bpf.o")))
        .isFalse();
    assertThat(Files.exists(project.path(OBJECT))).isTrue();

    Files.delete(project.path("src/main/bpf/exec.bpf.c"));
    GradleBuild build = project.build("classes").failed();
    assertThat(build.output()).contains("bpf/exec.bpf.o");
    Files.delete(project.path("src/main/java/App.java"));
    project.build("classes").succeeded();
    assertThat(Files.exists(project.path(OBJECT))).isFalse();
  }

  @Test
  void damagedOutputIsMadeAgain() throws IOException {
    Files.delete(project.path(OBJECT));

    assertThat(project.build("run").succeeded().output()).contains("count is 42\n");
  }

  @Test
  void otherClassIsCompiledAlone() throws IOException {
    project.write("src/main/java/Other.java", "class Other {}");
    project.build("classes").succeeded();
    Path skeleton = project.path("build/classes/java/main/ExecSkel.class");
    FileTime before = Files.getLastModifiedTime(skeleton);

    project.write("src/main/java/Other.java", "class Other { int first; }");
    project.build("classes").succeeded();

    assertThat(project.has("build/classes/java/main/Other.class", "first")).isTrue();
    assertThat(Files.getLastModifiedTime(skeleton)).isEqualTo(before);
  }
}
