package org.bpfskel.it.gradle;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Gradle keeps of a build for the next one, and for builds in other folders. */
@NeedsGradle
class CachesTest {
  private static final String OBJECT = "build/bpfskel/main/objects/bpf/exec.bpf.o";

  @TempDir Path folder;

  private GradleProject project(String name) throws IOException {
    return GradleProject.counter(folder.resolve(name), folder.resolve("cache"));
  }

  @Test
  void configurationIsReusedAndChangesAreStillSeen() throws IOException {
    GradleProject project = project("project");
    GradleBuild first = project.build("run", "--configuration-cache").succeeded();
    assertThat(first.output()).contains("Configuration cache entry stored.");
    assertThat(first.output()).contains("count is 42\n");

    GradleBuild second = project.build("run", "--configuration-cache").succeeded();
    assertThat(second.output()).contains("Reusing configuration cache.");
    assertThat(second.outcome(":compileBpf")).isEqualTo("UP-TO-DATE");
    assertThat(second.outcome(":compileJava")).isEqualTo("UP-TO-DATE");

    project.write("src/main/bpf/exec.h", "#define DEFAULT 43\n");
    GradleBuild third = project.build("run", "--configuration-cache").succeeded();
    assertThat(third.output()).contains("Reusing configuration cache.");
    assertThat(third.output()).contains("count is 43\n");
  }

  @Test
  void objectAndSkeletonOfAnotherFolderAreTaken() throws IOException {
    GradleProject project = project("project");
    GradleProject other = project("some/other folder");
    project.build("run", "--build-cache").succeeded();

    GradleBuild build = other.build("run", "--build-cache").succeeded();

    assertThat(build.outcome(":compileBpf")).isEqualTo("FROM-CACHE");
    assertThat(build.outcome(":compileJava")).isEqualTo("FROM-CACHE");
    assertThat(build.output()).contains("count is 42\n");
    // What came from a cache has no source for long.
    Files.delete(other.path("src/main/bpf/exec.bpf.c"));
    other.write("src/main/bpf/second.bpf.c", "int i;");
    other.build("compileBpf", "--build-cache").succeeded();
    assertThat(Files.exists(other.path(OBJECT))).isFalse();
  }

  @Test
  void otherHeaderIsNotTakenFromTheCache() throws IOException {
    GradleProject project = project("project");
    GradleProject other = project("other");
    project.build("classes", "--build-cache").succeeded();
    other.write("src/main/bpf/exec.h", "#define DEFAULT 44\n");

    assertThat(other.build("run", "--build-cache").succeeded().output()).contains("count is 44\n");
  }

  @Test
  void sameBytesInEveryFolder() throws IOException {
    GradleProject project = project("project");
    GradleProject other = project("some/other folder");
    project.build("classes").succeeded();
    other.build("classes").succeeded();

    assertThat(Files.readAllBytes(other.path(OBJECT)))
        .isEqualTo(Files.readAllBytes(project.path(OBJECT)));
  }
}
