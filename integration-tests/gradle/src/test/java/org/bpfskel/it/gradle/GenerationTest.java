package org.bpfskel.it.gradle;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Skeletons that no annotation asks for. */
@NeedsGradle
class GenerationTest {
  private static final String SOURCES = "build/generated/sources/bpfskel/java/main/com/acme/";

  @TempDir Path folder;

  private GradleProject project;

  @BeforeEach
  void writes() throws IOException {
    project =
        GradleProject.create(folder.resolve("project"), folder.resolve("cache"))
            .write("src/main/bpf/exec.bpf.c", "struct event { int pid; };\nint count = 42;\n");
    configure("");
  }

  private void configure(String skeletons) throws IOException {
    project.write(
        "build.gradle",
        GradleProject.buildFile(
            "application",
            "application { mainClass = 'App' }\nbpfskel { packageName = 'com.acme'\n%s }"
                .formatted(skeletons)));
  }

  private void printsWith(String skeleton) throws IOException {
    project.write(
        "src/main/java/App.java",
        """
        class App {
          public static void main(String[] arguments) {
            try (com.acme.%1$s exec = com.acme.%1$s.open()) {
              System.out.println("count is " + exec.data.count.get());
            }
          }
        }
        """
            .formatted(skeleton));
  }

  @Test
  void oneForEachObject() throws IOException {
    printsWith("ExecSkel");
    project.write("src/main/bpf/net/flow.bpf.c", "int i;");
    assertThat(project.build("run", "--configuration-cache").succeeded().output())
        .contains("count is 42\n");
    assertThat(Files.exists(project.path(SOURCES + "FlowSkel.java"))).isTrue();

    project.write("src/main/bpf/exec.bpf.c", "int count = 43; int more;");
    Files.delete(project.path("src/main/bpf/net/flow.bpf.c"));
    GradleBuild build = project.build("run", "--configuration-cache").succeeded();

    assertThat(build.output()).contains("Reusing configuration cache.");
    assertThat(build.output()).contains("count is 43\n");
    assertThat(Files.readString(project.path(SOURCES + "ExecSkel.java"))).contains("more");
    assertThat(Files.exists(project.path(SOURCES + "FlowSkel.java"))).isFalse();
    assertThat(project.build("classes").succeeded().outcome(":generateSkeletons"))
        .isEqualTo("UP-TO-DATE");
  }

  @Test
  void thoseThatAreNamed() throws IOException {
    printsWith("Exec");
    project.write("src/main/bpf/exec.bpf.c", "struct event { int pid; } *event; int count = 7;");
    configure("skeletons { Exec { object = 'bpf/exec.bpf.o'; types = ['event'] } }");

    assertThat(project.build("run").succeeded().output()).contains("count is 7\n");
    assertThat(Files.readString(project.path(SOURCES + "Exec.java"))).contains("class Event ");
  }

  @Test
  void mistakesAreSaid() throws IOException {
    configure("skeletons { Exec { object = 'bpf/none.bpf.o' } }");
    assertThat(project.build("classes").failed().output())
        .contains("there is no object bpf/none.bpf.o in ");

    configure("skeletons { Exec { object = 'bpf/exec.bpf.o'; types = ['no_such_type'] } }");
    GradleBuild build = project.build("classes").failed();
    assertThat(build.output()).contains("bpf/exec.bpf.o: ");
    assertThat(build.output()).contains("no_such_type");
    assertThat(build.output()).contains("not every skeleton can be generated: see above");
  }

  @Test
  void withoutAPackageThereAreNone() throws IOException {
    project.write("build.gradle", GradleProject.buildFile("java", ""));

    assertThat(project.build("classes").succeeded().output()).doesNotContain("generateSkeletons");
  }
}
