package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.BpfException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A kernel without links for struct_ops. */
@Tag("lab-oldest")
class LinkBeforeLinux64Test {

  @Test
  void loadOfAVariableWithALinkIsRefusedAndSaysWhichKernelItNeeds() {
    try (TcpCcSkel skel = TcpCcSkel.open()) {
      BpfException refusal = assertThrows(BpfException.class, skel::load);

      assertThat(refusal.errnoName()).isEqualTo("EINVAL");
      assertThat(refusal)
          .hasMessageThat()
          .contains("tuned: a variable in .struct_ops.link needs Linux 6.4 or newer");
    }
  }
}
