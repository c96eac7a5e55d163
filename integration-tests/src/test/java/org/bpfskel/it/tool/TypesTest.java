package org.bpfskel.it.tool;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.CHeader;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.NeedsLibbpf;
import org.bpfskel.it.tool.ToolJar.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dump} and {@code vmlinux} write C of BTF, {@code doctor} examines the machine. */
@NeedsToolJar
final class TypesTest {
  private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");
  private static final String OBJECT = "bpf/tcp_cc.bpf.o";

  @TempDir Path folder;
  private ToolJar tool;

  @BeforeEach
  void object() throws IOException {
    tool = new ToolJar(folder);
    tool.object(OBJECT);
  }

  @Test
  void dumpsAllTypes() throws IOException, BtfException, ElfException {
    byte[] object = Files.readAllBytes(folder.resolve(OBJECT));
    ByteBuffer content = Objects.requireNonNull(ElfFile.content(object, ".BTF"));
    assertThat(tool.run("dump", OBJECT).succeeded()).isEqualTo(CHeader.of(Btf.parse(content)));
  }

  @Test
  @NeedsKernel
  void cutsAKernelToWhatAnObjectAsksFor() throws IOException {
    tool.run("cut", "--btf", KERNEL.toString(), "-o", "running.btf", OBJECT).succeeded();

    assertThat(Files.size(folder.resolve("running.btf"))).isLessThan(Files.size(KERNEL) / 10);
    String cut = tool.run("dump", "running.btf", "struct tcp_congestion_ops").succeeded();
    assertThat(cut).contains("(*cong_avoid)(");

    tool.run("cut", "--btf", "/sys/kernel/btf", "-o", "running", OBJECT).succeeded();
    assertThat(Files.size(folder.resolve("running/vmlinux")))
        .isAtLeast(Files.size(folder.resolve("running.btf")));
    Files.writeString(folder.resolve("running/of_another"), "");
    assertThat(tool.run("cut", "--btf", "/sys/kernel/btf", "-o", "running", OBJECT).errors())
        .contains("of_another is no part of the kernel in /sys/kernel/btf");
  }

  @Test
  void dumpsTheTypesThatAreNamedAndWhatTheyNeed() throws IOException {
    String dumped = tool.run("dump", OBJECT, "struct tcp_congestion_ops").succeeded();

    assertThat(dumped).contains("struct tcp_congestion_ops {\n");
    assertThat(dumped).contains("typedef unsigned int __u32;");
    assertThat(dumped).contains("\nstruct sock;\n");
    assertThat(tool.run("dump", OBJECT, "tcp_congestion_ops").succeeded()).isEqualTo(dumped);
  }

  @Test
  void aTypeThatIsNotThereHasItsNeighbours() throws IOException {
    Ended missing = tool.run("dump", OBJECT, "struct tcp_congestion_opts");
    Ended kind = tool.run("dump", OBJECT, "union tcp_congestion_ops");

    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.errors())
        .isEqualTo(
            "bpfskel: %s has no type struct tcp_congestion_opts: did you mean tcp_congestion_ops?\n"
                .formatted(OBJECT));
    assertThat(kind.errors()).contains("has no type union tcp_congestion_ops");
  }

  @Test
  @NeedsKernel
  void writesTheKernelsHeaderOnce() throws IOException, BtfException {
    Path header = folder.resolve("include/vmlinux.h");
    assertThat(tool.run("vmlinux", "-o", header.toString()).succeeded()).isEmpty();
    String text = Files.readString(header);
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(header, old);
    tool.run("vmlinux", "-o", header.toString()).succeeded();

    assertThat(text).startsWith("/* bpfskel: all types, of ");
    assertWithMessage("the types")
        .that(
            text.substring(text.indexOf('\n') + 1)
                .equals(CHeader.of(Btf.parse(Files.readAllBytes(KERNEL)))))
        .isTrue();
    assertThat(Files.getLastModifiedTime(header)).isEqualTo(old);
  }

  @Test
  @NeedsKernel
  void writesTheTypesThatSourcesUse() throws IOException {
    tool.source("src/exec.bpf.c", "#include \"vmlinux.h\"\nint f(struct task_struct *t);");

    String header = tool.run("vmlinux", "--used-in", "src").succeeded();

    assertThat(header).contains("struct task_struct {\n");
    assertThat(header).doesNotContain("struct tcp_congestion_ops {\n");
  }

  @Test
  @NeedsKernel
  @NeedsLibbpf
  void theDoctorGoesTheWayOfAProgramToTheKernel() throws IOException {
    String output = tool.run("doctor").output();

    assertThat(output).containsMatch("(?m)^ok +clang: .*clang version ");
    assertThat(output).containsMatch("(?m)^ok +JNA and libbpf: an object was opened$");
    assertThat(output).containsMatch("(?m)^ok +capabilities: the kernel takes a program");
    assertThat(output).containsMatch("(?m)^ok +kernel's types: /sys/kernel/btf/vmlinux$");
  }

  @Test
  void theDoctorEndsWith1WhereSomethingIsMissing() throws IOException {
    Ended doctor = tool.run("doctor", "--clang", "/not/there");

    assertThat(doctor.exitCode()).isEqualTo(1);
    assertThat(doctor.output())
        .containsMatch("(?m)^MISSING +clang: the configured clang, /not/there, cannot be used: ");
  }
}
