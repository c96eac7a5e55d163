package org.bpfskel.it.gradle;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an object may come from: a change of it is seen, wherever that is. */
@NeedsGradle
class ClassPathsTest {
  private static final String HOST = "@org.bpfskel.BpfSkeleton(\"bpf/exec.bpf.o\") class App {}";
  private static final String SKELETON = "classes/java/main/ExecSkel$Data.class";

  @TempDir Path folder;

  private GradleProject project(String... modules) throws IOException {
    return GradleProject.create(folder.resolve("project"), folder.resolve("cache"), modules);
  }

  @Test
  void testsHaveSkeletonsOfTheirOwnAndOfMain() throws IOException {
    GradleProject project =
        project()
            .write("build.gradle", GradleProject.buildFile("java", ""))
            .write("src/main/bpf/exec.bpf.c", "int first = 1;")
            .write("src/test/bpf/probe.bpf.c", "int second = 2;")
            .write("src/test/java/OfMain.java", HOST.replace("App", "OfMain"))
            .write(
                "src/test/java/OfTest.java",
                "@org.bpfskel.BpfSkeleton(\"bpf/probe.bpf.o\") class OfTest {}");
    project.build("testClasses").succeeded();
    assertThat(project.has("build/classes/java/test/ProbeSkel$Data.class", "second")).isTrue();
    assertThat(project.has("build/classes/java/test/ExecSkel$Data.class", "first")).isTrue();
    assertThat(Files.exists(project.path("build/bpfskel/test/objects/bpf/probe.bpf.o"))).isTrue();

    project.write("src/main/bpf/exec.bpf.c", "int changed = 1;");
    GradleBuild build = project.build("testClasses").succeeded();

    assertThat(build.outcome(":compileTestBpf")).isEqualTo("UP-TO-DATE");
    assertThat(project.has("build/classes/java/test/ExecSkel$Data.class", "changed")).isTrue();
  }

  @Test
  void objectThatIsAResource() throws IOException {
    GradleProject project =
        project()
            .write("build.gradle", GradleProject.buildFile("java", ""))
            .write("../c/src/main/bpf/exec.bpf.c", "int given = 1;")
            .write("src/main/java/App.java", HOST);
    compiled("int given = 1;", project.path("src/main/resources/bpf/exec.bpf.o"));
    GradleBuild build = project.build("jar").succeeded();
    assertThat(build.outcome(":compileBpf")).isEqualTo("NO-SOURCE");
    assertThat(project.has("build/" + SKELETON, "given")).isTrue();

    compiled("int other = 1;", project.path("src/main/resources/bpf/exec.bpf.o"));
    project.build("jar").succeeded();

    assertThat(project.has("build/" + SKELETON, "other")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "java-library"})
  void objectOfAnotherProjectOfTheBuild(String plugin) throws IOException {
    GradleProject project =
        project("objects", "app")
            .write("objects/build.gradle", GradleProject.buildFile(plugin, ""))
            .write("objects/src/main/bpf/exec.bpf.c", "int first = 1;")
            .write("objects/src/main/java/Some.java", "class Some {}")
            .write(
                "app/build.gradle",
                GradleProject.buildFile(
                    "java", "dependencies { implementation project(':objects') }"))
            .write("app/src/main/java/App.java", HOST);
    project.build(":app:classes").succeeded();
    assertThat(project.has("app/build/" + SKELETON, "first")).isTrue();

    project.write("objects/src/main/bpf/exec.bpf.c", "int second = 1;");
    project.build(":app:classes").succeeded();

    assertThat(project.has("app/build/" + SKELETON, "second")).isTrue();
  }

  @Test
  void objectInAJar() throws IOException {
    GradleProject objects =
        GradleProject.create(folder.resolve("objects"), folder.resolve("cache"))
            .write("build.gradle", GradleProject.buildFile("java", ""))
            .write("src/main/bpf/exec.bpf.c", "int first = 1;");
    Path jar = objects.path("build/libs/project.jar");
    GradleProject project =
        project()
            .write(
                "build.gradle",
                GradleProject.buildFile(
                    "java", "dependencies { implementation files('%s') }".formatted(jar)))
            .write("src/main/java/App.java", HOST);
    objects.build("jar").succeeded();
    project.build("classes").succeeded();
    assertThat(project.has("build/" + SKELETON, "first")).isTrue();

    objects.write("src/main/bpf/exec.bpf.c", "int second = 1;").build("jar").succeeded();
    project.build("classes").succeeded();

    assertThat(project.has("build/" + SKELETON, "second")).isTrue();
  }

  @Test
  void objectOfANamedModule() throws IOException {
    GradleProject project =
        GradleProject.counter(folder.resolve("project"), folder.resolve("cache"))
            .write(
                "build.gradle",
                GradleProject.buildFile(
                    "application",
                    "application { mainModule = 'com.acme'; mainClass = 'com.acme.App' }"))
            .write("src/main/java/module-info.java", "module com.acme { requires org.bpfskel; }");
    Path host = project.path("src/main/java/App.java");
    project.write(
        "src/main/java/com/acme/App.java", "package com.acme;\n" + Files.readString(host));
    Files.delete(host);

    assertThat(project.build("run").succeeded().output()).contains("count is 42\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "src/main/bpf/exec.bpf.c"})
  void noFolderOfTheClassPathIsMissing(String source) throws IOException {
    GradleProject project =
        project()
            .write(
                "build.gradle",
                GradleProject.buildFile(
                    "java",
                    "compileJava.options.compilerArgs += ['-Xlint:all,-processing', '-Werror']"))
            .write("src/main/java/Plain.java", "class Plain {}");
    if (!source.isEmpty()) {
      project.write(source, "int i;").write("src/main/java/App.java", HOST);
    }

    project.build("classes", "--configuration-cache").succeeded();
    compiled("int given = 1;", project.path("src/main/resources/bpf/given.bpf.o"));
    project.write(
        "src/main/java/Given.java", HOST.replace("exec", "given").replace("App", "Given"));
    project.build("classes", "--configuration-cache").succeeded();
    assertThat(project.has("build/classes/java/main/GivenSkel$Data.class", "given")).isTrue();
  }

  /** Compiles an object in a project of its own, and takes it away. */
  private void compiled(String source, Path object) throws IOException {
    GradleProject other =
        GradleProject.create(folder.resolve("c"), folder.resolve("cache"))
            .write("build.gradle", GradleProject.buildFile("java", ""))
            .write("src/main/bpf/exec.bpf.c", source);
    other.build("compileBpf").succeeded();
    Files.createDirectories(object.getParent());
    Files.write(
        object, Files.readAllBytes(other.path("build/bpfskel/main/objects/bpf/exec.bpf.o")));
  }
}
