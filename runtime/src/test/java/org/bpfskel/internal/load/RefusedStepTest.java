package org.bpfskel.internal.load;

import static com.google.common.truth.Truth.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the last step in a verifier's log says of the line in C and of the registers. */
class RefusedStepTest {
  @Test
  void hasTheLineThatNewKernelsNameAndTheRegistersAsTheyWere() {
    RefusedStep step =
        step(
            """
            0: R1=ctx() R10=fp0
            ; int sum = 0; @ refused.bpf.c:27
            0: (b7) r2 = 0                        ; R2_w=0
            ; return *(__u8 *)(long)ctx->data; @ refused.bpf.c:31
            1: (61) r1 = *(u32 *)(r1 +0)          ; R1_w=pkt(r=0)
            2: (71) r0 = *(u8 *)(r1 +0)
            invalid access to packet, off=0 size=1, R1(id=0,off=0,r=0)
            R1 offset is outside of the packet
            processed 3 insns (limit 1000000) max_states_per_insn 0 total_states 0
            """);
    assertThat(step.instruction()).isEqualTo(2);
    assertThat(step.file()).isEqualTo("refused.bpf.c");
    assertThat(step.line()).isEqualTo(31);
    assertThat(step.text()).isEqualTo("return *(__u8 *)(long)ctx->data;");
    assertThat(step.registers())
        .containsExactly("R1", "pkt(r=0)", "R2", "0", "R10", "fp0")
        .inOrder();
  }

  @Test
  void hasNoFileWhereTheKernelNamesNone() {
    RefusedStep step =
        step(
            """
            0: R1=ctx(off=0,imm=0) R10=fp0
            ; return "a @ b:1" + *p;
            0: (71) r0 = *(u8 *)(r1 +0)
            R1 invalid
            """);
    assertThat(step.file()).isNull();
    assertThat(step.line()).isEqualTo(0);
    assertThat(step.text()).isEqualTo("return \"a @ b:1\" + *p;");
  }

  @Test
  void knowsWhatACallWasGivenIfItIsTheCallThatIsRefused() {
    String before = "0: R1=ctx() R10=fp0\n0: (b7) r2 = 7 ; R2_w=7\n";
    assertThat(step(before + "1: (85) call bpf_foo#5\nR1 is wrong\n").registers())
        .containsExactly("R1", "ctx()", "R2", "7", "R10", "fp0");
    assertThat(
            step(before + "1: (85) call bpf_foo#5 ; R0_w=scalar()\n2: (95) exit\nno\n").registers())
        .containsExactly("R0", "scalar()", "R10", "fp0");
  }

  @Test
  void beginsAnewWhereTheVerifierGoesOnElsewhere() {
    RefusedStep step =
        step(
            """
            0: R1=ctx() R10=fp0
            4: (b7) r6 = 1                        ; R6_w=1
            5: (95) exit

            from 3 to 6: frame1: R0_w=scalar(id=1,umin=2) R10=fp0 fp-8=????mmmm
            ; return x; @ a.c:9
            6: frame1: R0_w=scalar(id=1,umin=2) R10=fp0
            6: (0f) r0 += r7
            R7 !read_ok
            """);
    assertThat(step.instruction()).isEqualTo(6);
    assertThat(step.line()).isEqualTo(9);
    assertThat(step.registers()).containsExactly("R0", "scalar(id=1,umin=2)", "R10", "fp0");
  }

  @Test
  void isMissingInALogWithoutInstructions() {
    assertThat(RefusedStep.of("unreachable insn 3\nprocessed 0 insns (limit 1000000)\n")).isNull();
    assertThat(RefusedStep.of("")).isNull();
  }

  private static RefusedStep step(String log) {
    return Objects.requireNonNull(RefusedStep.of(log));
  }
}
