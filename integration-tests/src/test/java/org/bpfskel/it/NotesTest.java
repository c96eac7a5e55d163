package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.util.List;
import org.bpfskel.BpfObject;
import org.bpfskel.ProgramType;
import org.bpfskel.processor.model.ObjectWarning.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the processor notes of objects that may well be meant so. */
@NeedsLibbpf
final class NotesTest {
  private final CheckedSource checked = new CheckedSource();

  @ParameterizedTest
  @NeedsKernel
  @CsvSource({
    "cls_test,these sections",
    "fentry,name no target",
    "tp_btf,name no target",
    "iter,name no target",
    "lsm,name no target",
    "freplace,name no target"
  })
  void sectionsThatDoNotSayEnoughToLoad(String section, String text) throws IOException {
    checked.assertNotLoaded(
        Level.NOTE,
        text,
        CheckedSource.GPL + "SEC(\"" + section + "\") int prog(u64 *ctx) { return 0; }");
  }

  @Test
  void sectionsThatLibbpfKnows() throws IOException {
    for (String section :
        List.of(
            "xdp",
            "tc",
            "socket",
            "kprobe",
            "uprobe.s/x:y",
            "cgroup/connect_unix",
            "iter.s/x",
            "cgroup/skb",
            "tcx/ingress",
            "netfilter",
            "sk_lookup",
            "raw_tp.w/x",
            "usdt",
            "xdp/devmap",
            "lsm_cgroup/x",
            "struct_ops.s/x",
            "sk_reuseport/migrate",
            "syscall",
            "lirc_mode2")) {
      assertThat(isTyped(section)).isTrue();
    }
    for (String section : List.of("cls_test", "xdp_prog", "xdp/x", "tc_x", "cgroup/x", "fentryx")) {
      assertThat(isTyped(section)).isFalse();
    }
  }

  /** Whether libbpf knows a section's type; the processor is of the same opinion. */
  private boolean isTyped(String section) throws IOException {
    byte[] object =
        CheckedSource.compile(
            CheckedSource.GPL + "SEC(\"" + section + "\") int prog(u64 *ctx) { return 0; }");
    boolean noted =
        CheckedSource.found(object, Level.NOTE).stream()
            .anyMatch(note -> note.contains("no type of program"));
    try (BpfObject opened = BpfObject.open(object, "checked")) {
      boolean typed = !opened.program("prog").options().type().equals(ProgramType.UNSPEC);
      assertWithMessage(section).that(noted).isEqualTo(!typed);
      return typed;
    }
  }

  @Test
  void whatNoProgramUses() throws IOException {
    byte[] object =
        CheckedSource.compile(
            "struct { __uint(type, 2); __uint(max_entries, 1); __type(key, int);"
                + " __type(value, int); } used SEC(\".maps\"), unused SEC(\".maps\");"
                + "const int folded = 5; const volatile int kept = 6;"
                + CheckedSource.program("int key = folded; return kept + !lookup(&used, &key);"));
    assertThat(CheckedSource.found(object, Level.NOTE))
        .containsExactly(
            "no program of the object refers to these maps: 'unused'",
            "no program reads these constants, for clang has put their values into the programs:"
                + " 'folded'. Setting them in Java has no effect; declare them 'const volatile' in"
                + " C");
  }

  @Test
  void programsThatAttachLeavesAlone() throws IOException {
    byte[] object =
        CheckedSource.compile(
            CheckedSource.GPL
                + "SEC(\"xdp\") int on_xdp(void *ctx) { return 2; }"
                + "SEC(\"kprobe\") int on_call(void *ctx) { return 0; }"
                + "SEC(\"kprobe/do_exit\") int on_exit(void *ctx) { return 0; }"
                + "SEC(\"syscall\") int on_run(void *ctx) { return 0; }");
    assertThat(CheckedSource.found(object, Level.NOTE))
        .containsExactly(
            "attach() of the skeleton leaves these programs unattached, for their sections do not"
                + " say where: 'on_call' in 'kprobe', 'on_xdp' in 'xdp'. Attach each to a target of"
                + " org.bpfskel.attach");
  }

  @Test
  void programsThatNobodyExpectsAttachToAttach() throws IOException {
    byte[] object =
        CheckedSource.compile(
            CheckedSource.GPL
                + "SEC(\"xdp\") int on_xdp(void *ctx) { return 2; }"
                + "SEC(\"?kprobe\") int on_call(void *ctx) { return 0; }");
    assertThat(CheckedSource.found(object, Level.NOTE)).isEmpty();
  }

  private static String jumps(String values, int slot) {
    return CheckedSource.GPL
        + "static long (*tail_call)(void *, void *, u32) = (void *)12; int next(void *ctx);"
        + "struct { __uint(type, 3); __uint(max_entries, 4); __type(key, u32);"
        + " __array(values, int (void *)); } jumps SEC(\".maps\") = { .values = { "
        + values
        + " } }; SEC(\"socket\") int next(void *ctx) { return 1; }"
        + " SEC(\"socket\") int prog(void *ctx) { tail_call(ctx, &jumps, "
        + slot
        + "); return 0; }";
  }

  @Test
  void tailCallsToSlotsThatAreEmpty() throws IOException {
    String values = "[1] = (void *)&next";
    assertThat(CheckedSource.found(CheckedSource.compile(jumps(values, 2)), Level.NOTE))
        .containsExactly(
            "these tail calls go to slots that the map's values in C leave empty, so that they do"
                + " nothing: 'prog' -> 'jumps[2]'. Fill the slots in C, or in Java");
    assertThat(CheckedSource.found(CheckedSource.compile(jumps(values, 1)), Level.NOTE)).isEmpty();
    assertThat(CheckedSource.found(CheckedSource.compile(jumps("", 2)), Level.NOTE)).isEmpty();
  }
}
