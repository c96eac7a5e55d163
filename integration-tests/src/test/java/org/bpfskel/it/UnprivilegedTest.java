package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may not load BPF: a child that root starts as nobody, without capabilities. */
@NeedsLibbpf
final class UnprivilegedTest {
  private static final List<String> AS_NOBODY =
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--bounding-set=-all",
          "--inh-caps=-all",
          "--ambient-caps=-all");

  @TempDir private Path folder;

  @Test
  void opensAndIsToldWhatLoadNeeds() throws IOException {
    String output = child().run(OpenAndLoad.class);
    assertThat(output).contains(OpenAndLoad.OPENED);
    assertThat(output).contains("bpf_object__load dummy_ops_bpf [EPERM]");
    assertThat(output).contains("needs root, or the capabilities CAP_BPF and CAP_NET_ADMIN");
    assertThat(output).contains("\n  libbpf: ");
    assertThat(output).doesNotContain("\tat ");
  }

  /** Else a program would do without what the kernel has. */
  @Test
  void isNotToldThatTheKernelLacksWhatItMayNotTry() throws IOException {
    String output = child().run(AskFeatures.class);
    assertThat(output).contains("BPF_MAP_TYPE_HASH [EPERM]");
    assertThat(output).contains("BPF_PROG_TYPE_XDP [EPERM]");
    assertThat(output).contains("BPF_CGROUP_DEVICE [EPERM]");
    assertThat(output).contains("helper [EPERM]");
    assertThat(output).contains("pid_t true");
    assertThat(output).doesNotContain("\tat ");
  }

  private ChildJvm child() throws IOException {
    openTo(folder, "rwxr-xr-x");
    Path temporary = openTo(Files.createDirectory(folder.resolve("tmp")), "rwxrwxrwx");
    ChildJvm child =
        new ChildJvm()
            .property("java.io.tmpdir", temporary.toString())
            .property("bpfskel.libbpf", copy(Path.of(Libraries.usable()), "libbpf.so").toString())
            .classPath(
                copy(ChildJvm.runtime(), "runtime"),
                copy(ChildJvm.jna(), "jna"),
                copy(ChildJvm.tests(), "tests"),
                copy(ChildJvm.objects(), "objects"));
    if (System.getProperty("user.name").equals("root")) {
      child.launcher(AS_NOBODY);
    }
    return child;
  }

  /** Where nobody can read it, which a home directory is not. What is no file stays as it is. */
  private Path copy(Path source, String name) throws IOException {
    if (!Files.exists(source)) {
      return source;
    }
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(source.relativize(file).toString()));
      }
    }
    return copy;
  }

  private static Path openTo(Path directory, String permissions) throws IOException {
    return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
  }
}
