package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.StructOpsMap;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.processor.model.ObjectWarning.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the processor says the kernel refuses when an object is loaded is true, and what is mended
 * as told is loaded.
 */
@NeedsLibbpf
final class LoadChecksTest {
  private final CheckedSource checked = new CheckedSource();

  @TempDir private Path folder;

  @ParameterizedTest
  @NeedsKernel
  @ValueSource(strings = {"short", "char", "_Bool"})
  void kernelVersionThatDoesNotFit(String type) throws IOException {
    checked.assertNotLoaded(
        Level.ERROR,
        "is too small for the kernel's version",
        "extern "
            + type
            + " LINUX_KERNEL_VERSION __kconfig;"
            + CheckedSource.program("return LINUX_KERNEL_VERSION;"));
    checked.assertLoaded(
        "extern int LINUX_KERNEL_VERSION __kconfig;"
            + CheckedSource.program("return LINUX_KERNEL_VERSION;"));
  }

  @Test
  @NeedsKernel
  void kconfigVariablesOfOtherNames() throws IOException {
    checked.assertNotLoaded(
        Level.ERROR,
        "begins with neither CONFIG_ nor LINUX_",
        "extern int FOO __kconfig;" + CheckedSource.program("return FOO;"));
  }

  @Test
  @NeedsKernel
  void mapsThatNoKernelCreates() throws IOException {
    String trie = "__uint(type, 11); __uint(max_entries, 1); __type(value, int);";
    checked.assertNotLoaded(
        Level.ERROR, "lacks a flag", CheckedSource.map(trie + "__type(key, u64);"));
    checked.assertNotLoaded(
        Level.ERROR,
        "has a key of 4 bytes",
        CheckedSource.map(trie + "__type(key, u32); __uint(map_flags, 1);"));
    checked.assertLoaded(CheckedSource.map(trie + "__type(key, u64); __uint(map_flags, 1);"));
    checked.assertNotLoaded(
        Level.ERROR,
        "has a key or a value",
        CheckedSource.map(
            "__uint(type, 27); __uint(max_entries, 4096); __type(key, int); __type(value, int);"));
  }

  @ParameterizedTest
  @NeedsKernel
  @CsvSource(
      delimiter = '|',
      value = {
        "__uint(type, 1); __type(key, int); __type(value, int); | map' without 'max_entries'",
        "__uint(type, 1); __type(key, int); __uint(max_entries, 1); | map' without 'value'",
        "__uint(type, 2); __type(value, int); __uint(max_entries, 1); | map' without 'key'",
        "__uint(type, 4); __uint(value_size, 4); | map' without 'key'",
        "__uint(type, 27); | map' without 'max_entries'",
      })
  void mapsWithoutWhatTheirTypeNeeds(String members, String text) throws IOException {
    String source = CheckedSource.map(members).replace("return 0;", "return (long)&map;");
    byte[] object = CheckedSource.compile(source);
    assertThat(String.join("\n", CheckedSource.found(object, Level.NOTE))).contains(text);
    CheckedSource.open(object);
    assertThrows(BpfException.class, () -> CheckedSource.load(object));
  }

  @Test
  @NeedsKernel
  void ringsOfAnySizeAreRoundedUpByLibbpf() throws IOException {
    checked.assertLoaded(CheckedSource.map("__uint(type, 27); __uint(max_entries, 5000);"));
  }

  @ParameterizedTest
  @NeedsKernel
  @CsvSource({
    "bpf_spin_lock,u32 val;,4",
    "bpf_timer,u64 a; u64 b;,8",
    "bpf_wq,u64 a; u64 b;,8",
  })
  void visibleLocksAndTimers(String type, String members, int alignment) throws IOException {
    String struct =
        "struct %s { %s } __attribute__((aligned(%d)));".formatted(type, members, alignment);
    byte[] object =
        CheckedSource.compile(
            struct
                + "struct "
                + type
                + " special SEC(\".data.own\");"
                + CheckedSource.program("return 0;"));
    List<String> errors = CheckedSource.found(object, Level.ERROR);
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0)).contains("that only programs may touch ('special')");
    BpfException e = assertThrows(BpfException.class, () -> loadAndRead(object));
    assertThat(e).hasMessageThat().contains("that only programs may touch");
    checked.assertLoaded(
        struct
            + "__hidden struct "
            + type
            + " special SEC(\".data.own\");"
            + CheckedSource.program("return (long)&special & 0;"));
  }

  private void loadAndRead(byte[] object) throws IOException {
    Path file = folder.resolve("bpf/special.bpf.o");
    Files.createDirectories(file.getParent());
    Files.write(file, object);
    try (var skeleton = CompiledSkeleton.suppressed("bpf/special.bpf.o", folder).open()) {
      skeleton.load();
    }
  }

  @Test
  @NeedsKernel
  void helpersForTheGplAlone() throws IOException {
    String source =
        "static int (*printk)(const char *, u32, ...) = (void *)6;"
            + "SEC(\"kprobe/x\") int prog(void *ctx) { char text[] = \"a\";"
            + " return printk(text, 2); }";
    checked.assertNotLoaded(
        Level.ERROR,
        "the object has license 'BSD', and the kernel lets only programs under the GPL call"
            + " 'bpf_trace_printk'",
        "char LICENSE[] SEC(\"license\") = \"BSD\";" + source);
    checked.assertNotLoaded(Level.ERROR, "the object has no license", source);
    checked.assertLoaded("char LICENSE[] SEC(\"license\") = \"Dual BSD/GPL\";" + source);
  }

  private static String dummyOps(String body, String members) {
    return CheckedSource.GPL
        + "struct state; struct bpf_dummy_ops { int (*test_1)(struct state *cb);"
        + " int (*test_2)(struct state *cb, int a1, unsigned short a2, char a3, unsigned long a4); };"
        + "SEC(\"struct_ops/x\") int prog(u64 *ctx) { "
        + body
        + " } SEC(\".struct_ops\") struct bpf_dummy_ops ops = { "
        + members
        + " };";
  }

  @Test
  @NeedsKernel
  void programsThatReadMoreThanTheirCallbackHas() throws IOException {
    String more = "u64 more = ctx[2]; asm volatile(\"\" :: \"r\"(more)); return 0;";
    checked.assertNotLoaded(
        Level.ERROR,
        "struct_ops variable 'ops' sets 'test_1' to program 'prog', which reads 3 arguments of 8"
            + " bytes, and the callback in struct 'bpf_dummy_ops' has 1: int (*test_1)(struct state"
            + " *)",
        dummyOps(more, ".test_1 = (void *)prog"));
    checked.assertLoaded(dummyOps(more, ".test_2 = (void *)prog"));
    checked.assertLoaded(dummyOps("return 0;", ".test_1 = (void *)prog"));
  }

  @Test
  @NeedsKernel
  void programsThatJavaAssignsToACallbackWithFewerArguments() throws IOException {
    String more = "u64 more = ctx[2]; asm volatile(\"\" :: \"r\"(more)); return 0;";
    byte[] object = CheckedSource.compile(dummyOps(more, ""));
    try (BpfObject opened = BpfObject.open(object, "assigned")) {
      StructOpsMap ops = (StructOpsMap) opened.map("ops");
      StructOpsProgram prog = (StructOpsProgram) opened.program("prog");
      ops.setProgram("test_1", prog);
      BpfException e = assertThrows(BpfException.class, opened::load);
      assertThat(e)
          .hasMessageThat()
          .contains(
              "ops.test_1 is program prog (SEC(\"struct_ops/x\")), which reads 3 arguments of 8 bytes,"
                  + " and the running kernel's callback has 1: int (*test_1)(struct"
                  + " bpf_dummy_ops_state *)");
      ops.setProgram("test_1", null);
      ops.setProgram("test_2", prog);
      opened.load();
    }
  }

  @Test
  @NeedsKernel
  void aStructByValueIsSeveralArguments() throws IOException {
    String struct = "struct two { u64 a; u64 b; };";
    String by = "struct state; struct bpf_dummy_ops { int (*test_2)(struct two two, int more); };";
    String program =
        "SEC(\"struct_ops/x\") int prog(u64 *ctx) { u64 more = ctx[%d]; asm volatile(\"\" :: \"r\"(more)); return 0; }";
    String variable = "SEC(\".struct_ops\") struct bpf_dummy_ops ops = { .test_2 = (void *)prog };";
    byte[] three =
        CheckedSource.compile(CheckedSource.GPL + struct + by + program.formatted(2) + variable);
    byte[] four =
        CheckedSource.compile(CheckedSource.GPL + struct + by + program.formatted(3) + variable);
    assertThat(CheckedSource.found(three, Level.ERROR)).isEmpty();
    assertThat(CheckedSource.found(four, Level.ERROR)).hasSize(1);
  }
}
