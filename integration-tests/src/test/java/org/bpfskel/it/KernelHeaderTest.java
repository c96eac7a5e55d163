package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.bpfskel.BpfObject;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.CHeader;
import org.bpfskel.it.BpftoolBtf.Member;
import org.bpfskel.it.BpftoolBtf.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running kernel's types as a header: clang lays them out as bpftool says the kernel does. */
@NeedsBpftool
final class KernelHeaderTest {
  private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");

  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "__attribute__\\(\\((btf_type_tag\\(\"[^\"]*\"\\)|address_space\\(\\d+\\))\\)\\) ");

  @TempDir Path folder;

  @Test
  void everyStructHasItsSizeAndOffsets() throws IOException, BtfException {
    Files.writeString(folder.resolve("vmlinux.h"), header());
    List<Struct> structs = BpftoolBtf.of(KERNEL).tagged();
    StringBuilder source = new StringBuilder("#include \"vmlinux.h\"\n");
    int members = 0;
    for (Struct struct : structs) {
      check(source, "sizeof(%s) == %d".formatted(struct.name(), struct.size()));
      for (Member member : struct.members()) {
        check(
            source,
            "__builtin_offsetof(%s, %s) == %d"
                .formatted(struct.name(), member.name(), member.offset()));
        members++;
      }
    }

    Clang.compile(
        "bpfel",
        source.toString(),
        folder.resolve("header.bpf.o"),
        "-I" + folder,
        "-Wall",
        "-Werror");

    assertThat(structs.size()).isGreaterThan(1_000);
    assertThat(members).isGreaterThan(10_000);
    Figures.report(
        "kernel's header: %d structs and %d members laid out by clang as by bpftool"
            .formatted(structs.size(), members));
  }

  /** Both declare the functions that programs may call; bpftool 7.5 drops address spaces. */
  @Test
  void functionsAreThoseOfBpftool() throws IOException, BtfException {
    List<String> wanted =
        functions(Bpftool.run("btf", "dump", "file", KERNEL.toString(), "format", "c"));

    assertThat(functions(header())).containsExactlyElementsIn(wanted);
  }

  private static List<String> functions(String header) {
    return header
        .lines()
        .filter(line -> line.startsWith("extern ") && line.endsWith(" __weak __ksym;"))
        .map(line -> ATTRIBUTE.matcher(line).replaceAll(""))
        .toList();
  }

  @Test
  @NeedsKernel
  void functionIsCalledByItsDeclaration() throws IOException, BtfException {
    String header = header();
    assumeTrue(header.contains(" *bpf_task_from_pid("), "this kernel has no bpf_task_from_pid");
    Files.writeString(folder.resolve("vmlinux.h"), header);
    Path object = folder.resolve("calls.bpf.o");
    Clang.compile(
        "bpfel",
        """
        #include "vmlinux.h"
        __attribute__((section("syscall"), used)) int calls(void *ctx)
        {
          struct task_struct *task = bpf_task_from_pid(1);
          if (!task)
            return 1;
          bpf_task_release(task);
          return 0;
        }
        char LICENSE[] __attribute__((section("license"), used)) = "GPL";
        """,
        object,
        "-I" + folder,
        "-mcpu=v3",
        "-Wall",
        "-Werror");

    try (BpfObject loaded = BpfObject.open(object)) {
      loaded.load();

      assertThat(loaded.program("calls").info().verifiedInsns()).isGreaterThan(4);
    }
  }

  @Test
  void isTheSameEachTime() throws IOException, BtfException {
    assertWithMessage("the header").that(header().equals(header())).isTrue();
  }

  private static String header() throws IOException, BtfException {
    return CHeader.of(Btf.parse(Files.readAllBytes(KERNEL)));
  }

  private static void check(StringBuilder source, String what) {
    source.append("_Static_assert(%s, \"%s\");\n".formatted(what, what));
  }
}
