package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.DataMap;
import org.bpfskel.StructOpsMap;
import org.bpfskel.VerifierException;
import org.bpfskel.btf.Printable;
import org.bpfskel.data.Variables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an object's names say comes to messages, logs and texts as one can see it. */
@NeedsKernel
class ShownNamesTest {
  private static final String PLACE = "QQQQQQQQQQQQQQQQQQQQ";

  private static final String C =
      """
      #define SEC(name) __attribute__((section(name), used))
      struct {
        int (*type)[2];
        int (*max_entries)[1];
        int *key;
        int *value;
      } map_QQQQQQQQQQQQQQQQQQQQ SEC(".maps");
      struct ops_QQQQQQQQQQQQQQQQQQQQ {
        int (*call_QQQQQQQQQQQQQQQQQQQQ)(void);
        int number_QQQQQQQQQQQQQQQQQQQQ : 3;
      };
      SEC("struct_ops/QQQQQQQQQQQQQQQQQQQQ") int callback_QQQQQQQQQQQQQQQQQQQQ(void *ctx)
      {
        return 0;
      }
      SEC(".struct_ops.link") struct ops_QQQQQQQQQQQQQQQQQQQQ variable_QQQQQQQQQQQQQQQQQQQQ = {
        .call_QQQQQQQQQQQQQQQQQQQQ = (void *)callback_QQQQQQQQQQQQQQQQQQQQ,
      };
      struct point { int x_QQQQQQQQQQQQQQQQQQQQ; } global_QQQQQQQQQQQQQQQQQQQQ;
      const volatile int constant_QQQQQQQQQQQQQQQQQQQQ = 1;
      SEC("socket") int program_long_name_QQQQQQQQQQQQQQQQQQQQ(void *ctx)
      {
        return *(volatile int *)(long)(constant_QQQQQQQQQQQQQQQQQQQQ + 7);
      }
      char LICENSE[] SEC("license") = "GPL";
      """;

  /**
   * Without BTF, whose names the kernel would refuse. It looks at the first 15 bytes of a
   * program's.
   */
  private static final String UNTYPED =
      """
      __attribute__((section("socket"), used)) int program_long_name_QQQQQQQQQQQQQQQQQQQQ(void *ctx)
      {
        return *(volatile int *)7;
      }
      char LICENSE[] __attribute__((section("license"), used)) = "GPL";
      """;

  private static byte[] typed = {};
  private static byte[] untyped = {};

  private final List<String> shown = new ArrayList<>();

  @BeforeAll
  static void compile(@TempDir Path folder) throws Exception {
    Path object = folder.resolve("hostile.bpf.o");
    Clang.compile("bpfel", C, object);
    typed = Files.readAllBytes(object);
    Clang.compile("bpfel", UNTYPED, object, "-g0");
    untyped = Files.readAllBytes(object);
  }

  private static byte[] with(String hostile, byte[] compiled) {
    String bytes = new String(hostile.getBytes(UTF_8), ISO_8859_1);
    String name = bytes + "_".repeat(PLACE.length() - bytes.length());
    return new String(compiled, ISO_8859_1).replace(PLACE, name).getBytes(ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\nlibbpf: forged",
        "\u001b[2J\u001b[31m\u0007",
        "\u202etxet\u2066",
        "\u2028\u200b\ufeff",
        "größe"
      })
  void areShown(String hostile) throws Exception {
    String end = "_" + hostile + "_".repeat(PLACE.length() - hostile.getBytes(UTF_8).length);
    try (SkeletonWarnings warnings = SkeletonWarnings.listen();
        LibbpfLines lines = LibbpfLines.listen(Level.ALL, line -> {})) {
      BpfObject closed;
      try (BpfObject object =
          BpfObject.open(with(hostile, typed), "dir" + hostile + "/" + hostile + ".bpf.o")) {
        closed = object;
        DataMap bss = object.data(".bss");
        StructOpsMap ops = object.structOps("variable" + end);
        BpfProgram program = object.program("program_long_name" + end);
        BpfMap map = object.map("map" + end);
        Variables globals = bss.variables();
        Variables constants = object.data(".rodata").variables();

        text(object, bss, ops, program, map, ops.structLayout(), bss.structLayout());
        text(constants.int32("constant" + end), globals.struct("global" + end));
        thrown(
            () -> object.map("no" + hostile),
            () -> object.program("no" + hostile),
            () -> object.structOps("map" + end),
            () -> object.data("map" + end),
            () -> globals.int64("global" + end),
            () -> globals.int32("no" + hostile),
            () -> ops.program("no" + hostile),
            () -> ops.program("number" + end),
            () -> map.bytes().lookup(new byte[1]),
            () -> bss.options().setValueSize(1),
            () -> bss.setInitialValue(new byte[1]),
            () -> map.options().reusePinned(Path.of("/no" + hostile)),
            () -> ops.options().setValueSize(1),
            program::fd,
            ops::attachStructOps,
            object::load); // a bitfield, which leaves the object as it was
        ops.options().setAutocreate(false);
        assertThrows(BpfException.class, object::load);
        thrown(object::load, program::info, map::info, () -> map.pin(Path.of("/no" + hostile)));
        shown.add(program.verifierLog().replace("\n", ""));
      }
      thrown(closed::load, () -> closed.program("program" + end), () -> closed.map("map" + end));
      try (BpfObject object = BpfObject.open(with(hostile, typed), hostile)) {
        object.structOps("variable" + end).options().setAutocreate(false);
        BpfException refused = assertThrows(BpfException.class, object::load);
        assertThat(refused).hasMessageThat().contains("Invalid name");
        shown.addAll(lines(refused));
        shown.addAll(refused.libbpfLog());
      }
      try (BpfObject object = BpfObject.open(with(hostile, untyped), hostile)) {
        VerifierException refused = assertThrows(VerifierException.class, object::load);
        assertThat(refused)
            .hasMessageThat()
            .contains("refused program " + Printable.of("program_long_name" + end));
        assertThat(refused.program()).isEqualTo("program_long_name" + end);
        assertThat(refused.verifierLog()).contains("\n");
        shown.addAll(lines(refused));
        shown.addAll(refused.libbpfLog());
      }
      shown.addAll(warnings.take());
      shown.addAll(lines.at(Level.WARNING));
      shown.addAll(lines.at(Level.INFO));
    }
    for (String text : shown) {
      assertWithMessage("shown").that(text).isEqualTo(Printable.of(text));
      assertThat(text).doesNotMatch("libbpf: forged.*");
    }
    assertThat(shown.toString()).contains(Printable.of(end));
  }

  private void text(Object... all) {
    for (Object one : all) {
      shown.add(one.toString());
    }
  }

  private void thrown(Executable... all) {
    for (Executable one : all) {
      shown.addAll(lines(assertThrows(RuntimeException.class, one)));
    }
  }

  /** Without the indentation of all lines below the first. */
  private static List<String> lines(Throwable e) {
    return String.valueOf(e.getMessage())
        .lines()
        .map(line -> line.startsWith("  ") ? line.substring(2) : line)
        .toList();
  }

  @Test
  void aPathIsShownTheSameWay() {
    BpfException refused =
        assertThrows(BpfException.class, () -> BpfObject.open(Path.of("/no/\u001b[31m\nhere.o")));
    assertThat(lines(refused)).hasSize(1);
    assertThat(refused.getMessage()).contains("/no/\\u001b[31m\\nhere.o");
  }
}
