package org.bpfskel.it.gradle;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of kernels that objects are held against while javac runs. */
@NeedsGradle
class KernelsTest {
  private static final String LINES = "bpfskel { kernels = file('src/main/kernels') }\n";

  @TempDir Path folder;

  /** A program for a function that only some kernels have. */
  private GradleProject project(String name) throws IOException {
    return GradleProject.create(folder.resolve(name), folder.resolve("cache"))
        .write("build.gradle", GradleProject.buildFile("java", LINES))
        .write(
            "src/main/bpf/exec.bpf.c",
            "__attribute__((section(\"fentry/verdict\"), used)) int traces(void *c) { return 0; }\n")
        .write(
            "src/main/java/Host.java", "@org.bpfskel.BpfSkeleton(\"bpf/exec.bpf.o\") class Host {}")
        .write("src/main/java/Other.java", "class Other {}");
  }

  /** Writes the types of a kernel whose only function that is. */
  private void kernel(GradleProject project, String name, String function) throws IOException {
    Path source = Files.writeString(folder.resolve("kernel.c"), "int " + function + "(void *c) {}");
    Path types = project.path("src/main/kernels").resolve(name + ".btf");
    Files.createDirectories(types.getParent());
    Process clang =
        new ProcessBuilder(
                List.of(
                    System.getProperty("clang"),
                    "-g",
                    "-O2",
                    "-w",
                    "--target=bpf",
                    "-c",
                    source.toString(),
                    "-o",
                    types.toString()))
            .inheritIO()
            .start();
    assertThat(clang.onExit().join().exitValue()).isEqualTo(0);
  }

  @Test
  void thePageHasTheLineOfTheseTests() throws IOException {
    assertThat(Files.readString(Path.of("../../docs/many-kernels.md")))
        .contains("```groovy\n" + LINES + "```\n");
  }

  @Test
  void aKernelThatChangesOrComesHasJavacLookAgain() throws IOException {
    GradleProject project = project("project");
    kernel(project, "6.1", "verdict");
    project.build("classes", "--configuration-cache").succeeded();
    GradleBuild again = project.build("classes", "--configuration-cache").succeeded();
    assertThat(again.output()).contains("Reusing configuration cache.");
    assertThat(again.outcome(":compileJava")).isEqualTo("UP-TO-DATE");

    kernel(project, "6.1", "other");
    GradleBuild changed = project.build("classes", "--configuration-cache").failed();
    assertThat(changed.output()).contains("Reusing configuration cache.");
    assertThat(changed.output()).contains("kernel 6.1 refuses program 'traces'");

    kernel(project, "6.1", "verdict");
    project.build("classes", "--configuration-cache").succeeded();
    kernel(project, "6.12", "other");
    assertThat(project.build("classes", "--configuration-cache").failed().output())
        .contains("kernel 6.12 refuses program 'traces'");
  }

  @Test
  void theSameKernelsInAnotherFolderAreTakenFromTheCache() throws IOException {
    GradleProject project = project("project");
    kernel(project, "6.1", "verdict");
    project.build("classes", "--build-cache").succeeded();
    GradleProject other = project("some/other folder");
    kernel(other, "6.1", "verdict");

    assertThat(other.build("classes", "--build-cache").succeeded().outcome(":compileJava"))
        .isEqualTo("FROM-CACHE");
    kernel(other, "6.1", "other");
    assertThat(other.build("classes", "--build-cache").failed().output())
        .contains("kernel 6.1 refuses program 'traces'");
  }

  @Test
  void objectsOfTestsAreHeldAgainstThemToo() throws IOException {
    GradleProject project = project("project");
    kernel(project, "6.1", "verdict");
    project
        .write(
            "src/test/bpf/probe.bpf.c",
            "__attribute__((section(\"fentry/absent\"), used)) int probes(void *c) { return 0; }\n")
        .write(
            "src/test/java/Probe.java",
            "@org.bpfskel.BpfSkeleton(\"bpf/probe.bpf.o\") class Probe {}");

    assertThat(project.build("testClasses").failed().output())
        .contains("kernel 6.1 refuses program 'probes'");
  }

  @Test
  void aFolderThatIsNotThereIsSaid() throws IOException {
    GradleBuild build = project("project").build("classes").failed();

    assertThat(build.outcome(":compileJava")).isEqualTo("FAILED");
    assertThat(build.output()).contains("src/main/kernels");
  }
}
