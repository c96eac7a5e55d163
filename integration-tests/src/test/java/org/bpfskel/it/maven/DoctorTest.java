package org.bpfskel.it.maven;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.bpfskel.it.Command;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.NeedsLibbpf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code doctor} says what is there, and what helps where something is not. */
@NeedsMavenPlugin
@NeedsLibbpf
final class DoctorTest {
  private static final String GOAL =
      "org.bpfskel:bpfskel-maven-plugin:%s:doctor".formatted(LocalRepository.VERSION);

  @TempDir Path folder;

  private MavenProject project;

  @BeforeEach
  void installs() throws IOException {
    Path repository = LocalRepository.create(folder.resolve("repository"));
    project =
        new MavenProject(folder.resolve("project"), Toolchain.some().get(0), repository).module("");
  }

  @Test
  @NeedsKernel
  void goesTheWayOfAProgramToTheKernel() throws IOException {
    String output = project.run(GOAL).succeeded();

    assertThat(output).containsMatch("\\[INFO\\] clang: .*clang version ");
    assertThat(output).contains("[INFO] JNA and libbpf: an object was opened");
    assertThat(output).contains("[INFO] capabilities: the kernel takes a program of this user");
    assertThat(output).contains("[INFO] kernel's types: /sys/kernel/btf/vmlinux");
  }

  @Test
  void clangThatIsNotThere() throws IOException {
    Command run = project.run(GOAL, "-Dbpfskel.clang=/not/there");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.output()).contains("[WARNING] clang: the configured clang, /not/there, cannot");
  }

  @Test
  void libbpfThatIsNotThere() throws IOException {
    Command run = project.run(GOAL, "-Dbpfskel.libbpf=/not/there/libbpf.so.1");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.output()).containsMatch("\\[WARNING\\] JNA and libbpf: .*/not/there/libbpf");
  }
}
