package org.bpfskel.it.gradle;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vmlinux.h}, here of a kernel that is an object of three structs. */
@NeedsGradle
class VmlinuxTest {
  private static final String HEADER = "build/bpfskel/vmlinux/vmlinux.h";

  @TempDir Path folder;

  private GradleProject project;

  @BeforeEach
  void writes() throws IOException {
    GradleProject kernel =
        GradleProject.create(folder.resolve("kernel"), folder.resolve("cache"))
            .write("build.gradle", GradleProject.buildFile("java", ""))
            .write(
                "src/main/bpf/kernel.bpf.c",
                """
                struct inner { int depth; };
                struct task { long pid; struct inner inner; } task;
                struct other { int unused; } other;
                """);
    kernel.build("compileBpf").succeeded();
    project =
        GradleProject.create(folder.resolve("project"), folder.resolve("cache"))
            .write(
                "src/main/bpf/exec.bpf.c",
                "#include \"vmlinux.h\"\nint depth(struct task *t) { return t->inner.depth; }");
    configure("vmlinux = 'used'", kernel.path("build/bpfskel/main/objects/bpf/kernel.bpf.o"));
  }

  private void configure(String vmlinux, Path btf) throws IOException {
    project.write(
        "build.gradle",
        GradleProject.buildFile(
            "java", "bpfskel { %s; btf = file('%s') }".formatted(vmlinux, btf)));
  }

  private Path btf() {
    return folder.resolve("kernel/build/bpfskel/main/objects/bpf/kernel.bpf.o");
  }

  @Test
  void hasTheTypesThatSourcesUse() throws IOException {
    project.build("classes").succeeded();
    assertThat(Files.readString(project.path(HEADER))).contains("struct task {");
    assertThat(Files.readString(project.path(HEADER))).doesNotContain("struct other {");

    project.write("src/main/bpf/second.bpf.c", "#include \"vmlinux.h\"\nstruct other value;\n");
    project.build("classes").succeeded();
    assertThat(Files.readString(project.path(HEADER))).contains("struct other {");
    assertThat(project.build("classes").succeeded().outcome(":vmlinux")).isEqualTo("UP-TO-DATE");
  }

  @Test
  void keepsToTheRulesOfTheConfigurationCache() throws IOException {
    project.build("bpfDoctor", "classes", "--configuration-cache").succeeded();
    project.write("src/main/bpf/second.bpf.c", "#include \"vmlinux.h\"\nstruct other value;\n");

    GradleBuild second = project.build("bpfDoctor", "classes", "--configuration-cache").succeeded();

    assertThat(second.output()).contains("Reusing configuration cache.");
    assertThat(Files.readString(project.path(HEADER))).contains("struct other {");
  }

  @Test
  void hasAllTypesWhereThatIsSaid() throws IOException {
    configure("vmlinux = 'all'", btf());

    project.build("classes").succeeded();

    assertThat(Files.readString(project.path(HEADER))).contains("struct other {");
  }

  @Test
  void mistakesAreSaid() throws IOException {
    configure("vmlinux = 'some'", btf());
    assertThat(project.build("vmlinux").failed().output())
        .contains("bpfskel.vmlinux is some: it takes all or used");

    configure("vmlinux = 'all'", folder.resolve("none"));
    assertThat(project.build("vmlinux").failed().output())
        .contains("there is no " + folder.resolve("none") + ": name a file of BTF");
  }
}
