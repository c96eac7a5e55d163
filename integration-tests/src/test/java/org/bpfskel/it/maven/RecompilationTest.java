package org.bpfskel.it.maven;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.bpfskel.it.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the next {@code mvn compile} sees, whatever the version of Maven's compiler plugin. */
@NeedsMavenPlugin
final class RecompilationTest {
  private static final String SOURCE = "src/main/bpf/exec.bpf.c";
  private static final String HEADER = "src/main/bpf/exec.h";
  private static final String SKELETON = "target/classes/com/acme/ExecSkel$Bss.class";
  private static final String NOTHING = "Nothing to compile: all BPF objects are up to date";

  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void installs() throws IOException {
    LocalRepository.create(shared.resolve("repository"));
  }

  static List<Toolchain> all() {
    return Toolchain.all();
  }

  static List<Toolchain> some() {
    return Toolchain.some();
  }

  private MavenProject project(Toolchain toolchain) {
    return new MavenProject(folder, toolchain, shared.resolve("repository"));
  }

  private MavenProject oneModule(Toolchain toolchain) throws IOException {
    return project(toolchain)
        .module("")
        .write(HEADER, "int in_header;")
        .write(SOURCE, "#include \"exec.h\"\nint in_source;")
        .write(
            "src/main/java/com/acme/App.java",
            """
            package com.acme;
            @org.bpfskel.BpfSkeleton("bpf/exec.bpf.o")
            class App { ExecSkel skel; }
            """)
        .write("src/main/java/com/acme/Other.java", "package com.acme; class Other {}");
  }

  @ParameterizedTest
  @MethodSource("all")
  void changesOfSourceHeaderAndFlags(Toolchain toolchain) throws IOException {
    MavenProject project = oneModule(toolchain);
    project.compiles();
    assertThat(project.has(SKELETON, "in_header")).isTrue();

    String again = project.compiles();
    assertThat(again).contains(NOTHING);
    assertThat(again).doesNotContain("is compiled again");

    project.write(SOURCE, "#include \"exec.h\"\nint other_source;\n#ifdef F\nint flag;\n#endif");
    project.compiles();
    assertThat(project.has(SKELETON, "other_source")).isTrue();

    project.write(HEADER, "int other_header;");
    project.compiles();
    assertThat(project.has(SKELETON, "other_header")).isTrue();

    project.compiles("-Dbpfskel.compilerArgs=-DF");
    assertThat(project.has(SKELETON, "flag")).isTrue();
  }

  /** Clang takes the first that it finds, and does not tell where it had looked. */
  @ParameterizedTest
  @MethodSource("some")
  void newHeaderThatIsFoundFirst(Toolchain toolchain) throws IOException {
    MavenProject project =
        project(toolchain)
            .module("")
            .write("late/acme/names.h", "int in_late;")
            .write(SOURCE, "#include <acme/names.h>\n#include \"beside.h\"")
            .write("late/beside.h", "int late_too;")
            .write(
                "src/main/java/com/acme/App.java",
                """
                package com.acme;
                @org.bpfskel.BpfSkeleton("bpf/exec.bpf.o")
                class App { ExecSkel skel; }
                """);
    String folders = "-Dbpfskel.compilerArgs=-Iearly,-I,late";
    project.compiles(folders);
    assertThat(project.has(SKELETON, "in_late")).isTrue();

    project.write("early/acme/names.h", "int in_early;");
    project.compiles(folders);
    assertThat(project.has(SKELETON, "in_early")).isTrue();
    assertThat(project.has(SKELETON, "late_too")).isTrue();

    project.write("src/main/bpf/beside.h", "int beside;");
    project.compiles(folders);
    assertThat(project.has(SKELETON, "beside")).isTrue();

    Files.delete(project.path("early/acme/names.h"));
    project.compiles(folders);
    assertThat(project.has(SKELETON, "in_late")).isTrue();
    assertThat(project.compiles(folders)).contains(NOTHING);
  }

  @ParameterizedTest
  @MethodSource("some")
  void sourceThatIsGone(Toolchain toolchain) throws IOException {
    MavenProject project = oneModule(toolchain).write("src/main/bpf/net/more.bpf.c", "int more;");
    project.compiles();
    assertThat(Files.exists(project.path("target/classes/bpf/net/more.bpf.o"))).isTrue();

    Files.delete(project.path("src/main/bpf/net/more.bpf.c"));
    Files.delete(project.path(SOURCE));
    Command run = project.run("compile");

    assertThat(run.output()).containsMatch("App\\.java:?\\[2,"); // version 4 has no colon
    assertThat(run.output()).contains("bpf/exec.bpf.o not found");
    assertThat(Files.exists(project.path("target/classes/bpf/exec.bpf.o"))).isFalse();
    assertThat(Files.exists(project.path("target/classes/bpf/net/more.bpf.o"))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("some")
  void objectThatIsAResource(Toolchain toolchain) throws IOException {
    MavenProject project = oneModule(toolchain);
    project.compiles();
    Path compiled = project.path("target/classes/bpf/exec.bpf.o");
    Path resource = project.path("src/main/resources/bpf/given.bpf.o");
    Files.createDirectories(resource.getParent());
    Files.copy(compiled, resource);
    project.write(
        "src/main/java/com/acme/Given.java",
        """
        package com.acme;
        @org.bpfskel.BpfSkeleton("bpf/given.bpf.o")
        class Given { GivenSkel skel; }
        """);
    project.compiles();
    assertThat(project.has("target/classes/com/acme/GivenSkel$Bss.class", "in_source")).isTrue();

    project.write(SOURCE, "int replaced;");
    project.compiles();
    Files.delete(resource);
    Files.copy(compiled, resource);
    project.compiles();

    assertThat(project.has("target/classes/com/acme/GivenSkel$Bss.class", "replaced")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("some")
  void objectOfAnotherModule(Toolchain toolchain) throws IOException {
    MavenProject project =
        project(toolchain)
            .modules("objects", "app")
            .module("objects")
            .write("objects/src/main/bpf/exec.bpf.c", "int first;")
            .module("app", "objects")
            .write(
                "app/src/main/java/com/acme/App.java",
                """
                package com.acme;
                @org.bpfskel.BpfSkeleton("bpf/exec.bpf.o")
                class App { ExecSkel skel; }
                """);
    project.compiles("-T2");

    project.write("objects/src/main/bpf/exec.bpf.c", "int second;");
    project.compiles("-T2");

    assertThat(project.has("app/" + SKELETON, "second")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("some")
  void objectsOfTests(Toolchain toolchain) throws IOException {
    MavenProject project =
        oneModule(toolchain)
            .write("src/test/bpf/probe.bpf.c", "int probe;")
            .write(
                "src/test/java/com/acme/AppTest.java",
                """
                package com.acme;
                @org.bpfskel.BpfSkeleton("bpf/probe.bpf.o")
                @org.bpfskel.BpfSkeleton(value = "bpf/exec.bpf.o", name = "Main")
                class AppTest { ProbeSkel probe; Main main; }
                """);
    project.run("test-compile").succeeded();

    project.write("src/test/bpf/probe.bpf.c", "int other_probe;");
    project.write(SOURCE, "int other_source;");
    project.run("test-compile").succeeded();

    String classes = "target/test-classes/com/acme/";
    assertThat(project.has(classes + "ProbeSkel$Bss.class", "other_probe")).isTrue();
    assertThat(project.has(classes + "Main$Bss.class", "other_source")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("some")
  void anotherClang(Toolchain toolchain) throws IOException {
    MavenProject project = oneModule(toolchain);
    project.compiles();
    Path newer = folder.resolve("newer-clang");
    Files.writeString(
        newer,
        """
        #!/bin/sh
        %1$s "$@" | sed 's/clang version /clang version 9/'
        """
            .formatted(System.getProperty("clang", "clang")));
    Files.setPosixFilePermissions(newer, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(project.compiles("-Dbpfskel.clang=" + newer)).contains("Compiling 1 BPF source");
    assertThat(project.compiles("-Dbpfskel.clang=" + newer)).contains(NOTHING);
  }
}
