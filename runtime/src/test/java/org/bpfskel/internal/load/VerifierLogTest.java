package org.bpfskel.internal.load;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

/** The one line out of a verifier's log that says why it refused. */
public class VerifierLogTest {

  @Test
  void isBehindTheLastInstruction() {
    assertThat(
            VerifierLog.reason(
                """
                0: R1=ctx() R10=fp0
                ; return *(__u8 *)(long)ctx->data; @ refused.bpf.c:19
                0: (61) r1 = *(u32 *)(r1 +0)          ; R1_w=pkt(r=0)
                1: (71) r0 = *(u8 *)(r1 +0)
                invalid access to packet, off=0 size=1, R1(id=0,off=0,r=0)
                R1 offset is outside of the packet
                processed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0
                """))
        .isEqualTo("invalid access to packet, off=0 size=1, R1(id=0,off=0,r=0)");
  }

  @Test
  void isNotWhatTheVerifierSaidOnItsWay() {
    assertThat(
            VerifierLog.reason(
                """
                Validating helper() func#1...
                0: (95) exit
                mark_precise: frame0: last_idx 0 first_idx 0
                Func#1 ('helper') is safe for any args that match its prototype
                5: (b7) r0 = 1
                from 5 to 7: R0=1
                the program must not do that
                verification time 12 usec
                stack depth 8+0
                """))
        .isEqualTo("the program must not do that");
  }

  @Test
  void standsAloneIfNoStepWasMade() {
    assertThat(VerifierLog.reason("unreachable insn 3\nprocessed 0 insns (limit 1000000)\n"))
        .isEqualTo("unreachable insn 3");
  }

  @Test
  void isTheLastLineOfALogThatWasCutOff() {
    assertThat(VerifierLog.reason("0: (b7) r0 = 1\n1: (95) ex")).isEqualTo("1: (95) ex");
    assertThat(VerifierLog.reason("")).isEmpty();
  }
}
