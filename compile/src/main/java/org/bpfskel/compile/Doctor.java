package org.bpfskel.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes the way of a BPF program on this machine: compiles one, opens it by libbpf, gives it to the
 * kernel. What stops it says what helps.
 */
public final class Doctor {
  private static final Path KERNEL_BTF = Path.of("/sys/kernel/btf/vmlinux");
  private static final Path KERNEL_HEADER = Path.of("/usr/include/linux/bpf.h");

  /** The first JDK that warns of native code unless it is told. */
  private static final int JDK_THAT_WARNS = 24;

  private static final String PROGRAM =
      """
      __attribute__((section("socket"), used)) int doctor(void *packet) { return 0; }
      char LICENSE[] __attribute__((section("license"), used)) = "GPL";
      """;

  private final String clang;
  private final String path;
  private final ObjectLoader loader;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Examines nothing yet.
   *
   * @param clang the configured one; empty for the newest on PATH
   * @param path the variable PATH
   * @param loader to try libbpf and the kernel with
   */
  public Doctor(String clang, String path, ObjectLoader loader) {
    this.clang = clang;
    this.path = path;
    this.loader = loader;
  }

  public List<Finding> examine() throws IOException {
    jdk(Runtime.version());
    compiler();
    file(
        "kernel's headers",
        KERNEL_HEADER,
        "apt install linux-libc-dev, or have vmlinux write vmlinux.h in their place");
    file(
        "kernel's types",
        KERNEL_BTF,
        "CO-RE and struct_ops need a kernel with CONFIG_DEBUG_INFO_BTF; in a container, mount /sys");
    return findings;
  }

  private void jdk(Runtime.Version version) {
    findings.add(
        Finding.good(
            "JDK",
            version
                + (version.feature() < JDK_THAT_WARNS
                    ? ""
                    : ": start programs with --enable-native-access=ALL-UNNAMED")));
  }

  private void compiler() throws IOException {
    try {
      Clang found = Clang.find(clang, path);
      findings.add(Finding.good("clang", found.program() + ", " + found.version()));
      program(found);
    } catch (ClangException e) {
      findings.add(Finding.bad("clang", String.valueOf(e.getMessage())));
    }
  }

  private void program(Clang found) throws IOException {
    Path folder = Files.createTempDirectory("bpfskel-doctor");
    Path source = folder.resolve("doctor.bpf.c");
    Path object = folder.resolve("doctor.bpf.o");
    try {
      Files.write(source, PROGRAM.getBytes(UTF_8));
      ProgramRun run =
          ProgramRun.of(
              List.of(
                  found.program(),
                  "-target",
                  "bpf",
                  "-g",
                  "-O2",
                  "-c",
                  source.toString(),
                  "-o",
                  object.toString()),
              folder.toFile());
      if (run.succeeded()) {
        kernel(object);
      } else {
        findings.add(Finding.bad("clang for BPF", run.output().strip()));
      }
    } finally {
      Files.deleteIfExists(source);
      Files.deleteIfExists(object);
      Files.delete(folder);
    }
  }

  /** The runtime's own messages say what is missing: JNA, libbpf, a capability. */
  private void kernel(Path object) {
    ObjectLoader.Opened opened;
    try {
      opened = loader.open(object);
    } catch (RuntimeException | LinkageError e) {
      findings.add(Finding.bad("JNA and libbpf", String.valueOf(e.getMessage())));
      return;
    }
    findings.add(Finding.good("JNA and libbpf", "an object was opened"));
    try (opened) {
      opened.load();
      findings.add(Finding.good("capabilities", "the kernel takes a program of this user"));
    } catch (RuntimeException e) {
      findings.add(Finding.bad("capabilities", String.valueOf(e.getMessage())));
    }
  }

  private void file(String thing, Path file, String cure) {
    findings.add(
        Files.isReadable(file)
            ? Finding.good(thing, file.toString())
            : Finding.bad(thing, "there is no readable " + file + ": " + cure));
  }
}
