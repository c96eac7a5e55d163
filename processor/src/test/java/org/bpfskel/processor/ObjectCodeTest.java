package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CodeUse;
import org.bpfskel.internal.program.ContextReads;
import org.bpfskel.internal.program.HelperCalls;
import org.bpfskel.internal.program.Instruction;
import org.bpfskel.internal.program.ObjectCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The instructions of an object: what they call, refer to, and read of their context. */
class ObjectCodeTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      typedef unsigned long long u64;
      struct { int (*type)[1]; int *key; int *value; int (*max_entries)[1]; } counts SEC(".maps");
      static void *(*lookup)(void *map, const void *key) = (void *)1;
      static u64 (*now)(void) = (void *)5;
      extern int in_kernel(int) __attribute__((section(".ksyms")));
      int total, other = 7;
      const volatile int on;
      static __attribute__((noinline)) int helped(int key) {
        int *found = lookup(&counts, &key);
        return found ? *found : 0;
      }
      __attribute__((noinline)) int global(int key) { return in_kernel(key) + (int)now(); }
      SEC("struct_ops/first") int first(u64 *ctx) {
        other++;
        return helped(ctx[1]) + total;
      }
      SEC("struct_ops/second") int second(u64 *ctx) { return global(ctx[0]) + on; }
      SEC("struct_ops/third") int third(u64 *ctx) { return 3; }
      """;

  private static ObjectCode code(String source, String... options) throws Exception {
    return ObjectCode.of(ElfFile.parse(Clang.bpf(source, options)));
  }

  private static List<String> uses(ObjectCode code, String program) throws ElfException {
    List<String> uses = new ArrayList<>();
    BpfFunction start = Objects.requireNonNull(code.program(program));
    for (BpfFunction function : code.reachedFrom(List.of(start))) {
      for (CodeUse use : code.uses(function)) {
        uses.add(function.name() + " " + use.reference().kind() + " " + use.reference().name());
      }
    }
    return uses;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpfel", "bpfeb"})
  void findsWhatProgramsAndWhatTheyCallReferTo(String target) throws Exception {
    ObjectCode code = code(SOURCE, "-target", target);

    assertThat(code.programs().stream().map(BpfFunction::name))
        .containsExactly("first", "second", "third");
    assertThat(uses(code, "first"))
        .containsAtLeast(
            "first DATA other", "first FUNCTION helped", "first DATA total", "helped MAP counts");
    assertThat(uses(code, "second"))
        .containsAtLeast("second FUNCTION global", "second DATA on", "global EXTERN in_kernel");
    assertThat(uses(code, "third")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpfel", "bpfeb"})
  void findsHelpersThroughFunctions(String target) throws Exception {
    ObjectCode code = code(SOURCE, "-target", target);
    BpfFunction first = Objects.requireNonNull(code.program("first"));
    BpfFunction second = Objects.requireNonNull(code.program("second"));

    assertThat(HelperCalls.in(code.reachedFrom(List.of(first))).keySet()).containsExactly(1);
    assertThat(HelperCalls.in(code.reachedFrom(List.of(second))).keySet()).containsExactly(5);
    assertThat(HelperCalls.in(List.of(second))).isEmpty();
  }

  @Test
  void successorsFollowJumps() throws Exception {
    ObjectCode code =
        code(
            """
            __attribute__((section("socket"), naked)) void jumps(void) {
              asm volatile(
                "r0 = 5 ll;"
                "if r0 > 4 goto +1;"
                "goto +1;"
                "r0 = 1;"
                "exit");
            }
            """);
    BpfFunction jumps = Objects.requireNonNull(code.program("jumps"));

    assertThat(jumps.length()).isEqualTo(6);
    assertThat(jumps.at(0)).isEqualTo(new Instruction(0x18, 0, 0, 0, 5, 0));
    assertThat(jumps.at(0).imm64()).isEqualTo(5);
    assertThat(jumps.instructions().successors(0)).asList().containsExactly(2);
    assertThat(jumps.instructions().successors(2)).asList().containsExactly(3, 4);
    assertThat(jumps.instructions().successors(3)).asList().containsExactly(5);
    assertThat(jumps.instructions().successors(5)).asList().isEmpty();
  }

  private static ContextReads reads(String body, String... options) throws Exception {
    String source =
        """
        typedef unsigned long long u64;
        #define noinline __attribute__((noinline))
        const volatile int on;
        int zeroed;
        %s
        """
            .formatted(body);
    return ContextReads.of(Objects.requireNonNull(code(source, options).program("prog")));
  }

  private static String prog(String body) {
    return "__attribute__((section(\"struct_ops/x\"))) int prog(u64 *ctx) { " + body + " }";
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpfel", "bpfeb"})
  void contextIsFollowedThroughRegistersAndStack(String target) throws Exception {
    ContextReads reads =
        reads(
            "int far(u64, u64) __attribute__((section(\".ksyms\")));"
                + prog("int a = far(ctx[1], 2); a += far(a, 3); return a + ctx[4];"),
            "-target",
            target);

    assertThat(reads.isComplete()).isTrue();
    assertThat(reads.certainSlots()).isEqualTo(5);
    assertThat(reads.found().get(0, 8).isEmpty()).isTrue();
    assertThat(reads.found().get(8, 16).cardinality()).isEqualTo(8);
  }

  @Test
  void contextIsFollowedIntoFunctions() throws Exception {
    ContextReads reads =
        reads(
            "static noinline int inner(int n, u64 *ctx) { return ctx[6] * n; }"
                + prog("return inner(ctx[0], ctx + 1);"));

    assertThat(reads.isComplete()).isTrue();
    assertThat(reads.certainSlots()).isEqualTo(8);
  }

  @Test
  void aReadThatAReadOnlyVariableDecidesOnIsNotCertain() throws Exception {
    ContextReads reads = reads(prog("if (!on) return 0; asm volatile(\"\"); return ctx[9];"));

    assertThat(reads.found().length()).isEqualTo(80);
    assertThat(reads.certainSlots()).isEqualTo(0);
  }

  @Test
  void aReadWhereAnArgumentIsNullIsNotCertain() throws Exception {
    ContextReads reads =
        reads(prog("u64 a = ctx[0]; if (a) return 1; asm volatile(\"\"); return ctx[9];"));

    assertThat(reads.found().length()).isEqualTo(80);
    assertThat(reads.certainSlots()).isEqualTo(1);
  }

  @Test
  void bothWaysOfABranchOnANumberAreCertain() throws Exception {
    ContextReads reads =
        reads(prog("if ((int)ctx[0] > 5) { zeroed = ctx[2]; return 1; } return ctx[1];"));

    assertThat(reads.certainSlots()).isEqualTo(3);
    assertThat(reads.found()).isEqualTo(reads.certain());
  }

  @Test
  void aPlaceInTheContextThatIsNotKnownLeavesMoreReadsPossible() throws Exception {
    assertThat(reads(prog("return ctx[ctx[0] & 3];")).isComplete()).isFalse();
  }

  @Test
  void contextThatGoesElsewhereLeavesMoreReadsPossible() throws Exception {
    assertThat(
            reads(
                    "int far(void *) __attribute__((section(\".ksyms\")));"
                        + prog("return far(ctx);"))
                .isComplete())
        .isFalse();
  }

  @Test
  void damagedCodeIsReadToItsEnd() throws Exception {
    byte[] object = Clang.bpf(SOURCE);
    ElfFile intact = ElfFile.parse(object);
    Random random = new Random(5);
    for (int round = 0; round < 3_000; round++) {
      byte[] damaged = object.clone();
      for (String name : List.of("struct_ops/first", ".text", ".relstruct_ops/first")) {
        Section section = Objects.requireNonNull(intact.section(name), name);
        int at = (int) section.offset() + random.nextInt((int) section.size());
        damaged[at] = (byte) random.nextInt();
      }
      ObjectCode code = ObjectCode.of(ElfFile.parse(damaged));
      for (BpfFunction program : code.programs()) {
        try {
          ContextReads reads = ContextReads.of(program);
          assertThat(reads.found().length()).isAtLeast(reads.certain().length());
          code.reachedFrom(List.of(program)).forEach(BpfFunction::instructions);
        } catch (ElfException e) {
          assertThat(e).hasMessageThat().contains("names symbol");
        }
      }
    }
  }
}
