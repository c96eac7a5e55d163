package org.bpfskel.it.maven;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.it.BuiltModule;
import org.bpfskel.it.NeedsLibbpf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects of all kinds that users have: built, and run where they are programs. */
@NeedsMavenPlugin
@NeedsLibbpf
@Tag("projects")
final class ProjectsTest {
  private static final String GREETING = "greeting 42";

  /** Kept for the next time: it has what these projects fetch. */
  private static final Path REPOSITORY =
      BuiltModule.ROOT.resolve("integration-tests/target/projects/repository");

  @TempDir Path folder;

  @BeforeAll
  static void installs() throws IOException {
    LocalRepository.create(REPOSITORY);
  }

  private UserProject project(String name) throws IOException {
    return UserProject.copy(name, folder, REPOSITORY);
  }

  @Test
  void kotlinByKapt() throws IOException {
    UserProject project = project("kotlin");

    project.builds("package");

    assertThat(project.prints("", "com.example.AppKt")).contains(GREETING);
  }

  @Test
  void scalaAfterJavac() throws IOException {
    UserProject project = project("scala");

    project.builds("package");

    assertThat(project.prints("", "com.example.App")).contains(GREETING);
  }

  @Test
  void eclipsesCompilerTwiceIntoOneFolder() throws IOException {
    UserProject project = project("ecj");
    project.builds("package");
    Path source = project.path("src/main/java/com/example/App.java");
    Files.writeString(source, Files.readString(source).replace("greeting ", "greeting again "));

    project.builds("package");

    assertThat(project.prints("", "com.example.App")).contains("greeting again 42");
  }

  @Test
  void namedModuleByJlinkAndJpackage() throws IOException {
    UserProject project = project("module");
    project.builds("package");
    String modules = project.path("target/module-1.jar") + ":" + project.path("target/dependency");
    Path image = project.path("target/image");
    Path packages = project.path("target/packages");

    project.tool(
        "jlink",
        "--module-path=" + modules,
        "--add-modules=com.example",
        "--launcher=app=com.example/com.example.App",
        "--output=" + image);
    project.tool(
        "jpackage",
        "--type",
        "app-image",
        "--name",
        "app",
        "--module-path",
        modules,
        "--module",
        "com.example/com.example.App",
        "--dest",
        packages.toString());

    assertThat(project.runs(image.resolve("bin/app").toString())).contains(GREETING);
    assertThat(project.runs(packages.resolve("app/bin/app").toString())).contains(GREETING);
  }

  @Test
  void oneJarByShade() throws IOException {
    UserProject project = project("shaded");

    project.builds("package");

    assertThat(project.printsJar("target/shaded-1.jar")).contains(GREETING);
  }

  @Test
  void oneJarOfSpringBoot() throws IOException {
    UserProject project = project("spring-boot");

    project.builds("package");

    assertThat(project.printsJar("target/spring-boot-1.jar")).contains(GREETING);
  }

  @Test
  void modulesThatAreBuiltAtATime() throws IOException {
    UserProject project = project("modules");

    project.builds("package", "-T2");

    assertThat(project.prints("first", "com.example.App")).contains(GREETING);
    assertThat(project.prints("second", "com.example.App")).contains(GREETING);
  }

  @Test
  void skeletonsForTestsAlone() throws IOException {
    UserProject project = project("test-skeletons");

    String output = project.builds("package");

    assertThat(output).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(Files.exists(project.path("target/classes"))).isFalse();
  }
}
