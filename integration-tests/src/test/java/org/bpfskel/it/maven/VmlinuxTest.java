package org.bpfskel.it.maven;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.it.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code vmlinux}, of a kernel that is an object with a few types. */
@NeedsMavenPlugin
final class VmlinuxTest {
  private static final String GOAL =
      "org.bpfskel:bpfskel-maven-plugin:%s:vmlinux".formatted(LocalRepository.VERSION);
  private static final String HEADER = "target/bpfskel/include/vmlinux.h";

  @TempDir Path folder;

  private MavenProject project;
  private String btf;

  @BeforeEach
  void kernel() throws IOException {
    Path repository = LocalRepository.create(folder.resolve("repository"));
    Toolchain toolchain = Toolchain.some().get(0);
    MavenProject kernel =
        new MavenProject(folder.resolve("kernel"), toolchain, repository)
            .module("")
            .write(
                "src/main/bpf/kernel.bpf.c",
                """
                struct owner { int id; };
                struct other { int id; };
                struct memory { struct owner *owner; struct other *other; };
                struct task { int pid; struct memory *mm; };
                enum { FIRST_OF_SOME, SECOND_OF_SOME } some;
                enum unused { UNUSED } unused;
                struct task init; struct memory memory; struct owner owner; struct other other;
                """);
    kernel.compiles();
    btf = "-Dbpfskel.btf=" + kernel.path("target/classes/bpf/kernel.bpf.o");
    project =
        new MavenProject(folder.resolve("project"), toolchain, repository)
            .module("")
            .write(
                "src/main/bpf/exec.bpf.c",
                """
                #include "vmlinux.h"
                int of(struct task *task) { return task->mm->owner->id + SECOND_OF_SOME; }
                """);
  }

  @Test
  void allTypes() throws IOException {
    project.run(GOAL, btf, "compile", "-Dbpfskel.compilerArgs=-Werror").succeeded();

    String header = Files.readString(project.path(HEADER));
    assertThat(header).contains("struct other {\n\tint id;\n};");
    assertThat(header).contains("enum unused {\n\tUNUSED = 0,\n};");
  }

  @Test
  void typesThatTheSourcesUse() throws IOException {
    project.run(GOAL, btf, "compile", "-Dbpfskel.types=used").succeeded();

    String header = Files.readString(project.path(HEADER));
    assertThat(header).contains("struct owner {\n\tint id;\n};");
    assertThat(header).contains("struct other;");
    assertThat(header).doesNotContain("struct other {");
    assertThat(header).doesNotContain("UNUSED");
  }

  /** Split BTF is what a kernel has of its modules: bpftool or pahole write it. */
  @Test
  void typesOfModules() throws IOException {
    Path kernel = Path.of("/sys/kernel/btf/vmlinux");
    Path module = folder.resolve("acme_module");
    Files.write(module, ModuleBtf.struct(kernel, "acme_table", "acme_rows"));
    project.write(
        "src/main/bpf/exec.bpf.c",
        """
        #include "vmlinux.h"
        int of(struct acme_table *table) { return table->acme_rows + bpf_task_from_pid(1)->pid; }
        """);
    String modules = "-Dbpfskel.modules=" + module;

    project.run(GOAL, modules, "compile", "-Dbpfskel.types=used").succeeded();

    String header = Files.readString(project.path(HEADER));
    assertThat(header).contains("struct acme_table {\n\tint acme_rows;\n};");
    assertThat(header).contains("extern struct task_struct *bpf_task_from_pid(");
    assertThat(header).doesNotContain("bpf_cpumask_and(");

    Command missing = project.run(GOAL, "-Dbpfskel.modules=not-loaded");
    assertThat(missing.output())
        .contains("there is no /sys/kernel/btf/not_loaded: load the module, modprobe NAME, or");
  }

  @Test
  void unchangedHeaderIsLeftAlone() throws IOException {
    project.run(GOAL, btf, "compile").succeeded();

    String again = project.run(GOAL, btf, "compile").succeeded();

    assertThat(again).contains("Nothing to write: " + project.path(HEADER) + " is up to date");
    assertThat(again).contains("Nothing to compile");
  }

  @Test
  void kernelWithoutTypesIsSaidToHaveNone() throws IOException {
    Command missing = project.run(GOAL, "-Dbpfskel.btf=" + folder.resolve("none"));
    Command text = project.run(GOAL, "-Dbpfskel.btf=" + project.path("pom.xml"));

    assertThat(missing.output()).contains("there is no " + folder.resolve("none") + ": name a");
    assertThat(text.output()).contains("pom.xml has no types that can be read: this is not an ELF");
  }
}
