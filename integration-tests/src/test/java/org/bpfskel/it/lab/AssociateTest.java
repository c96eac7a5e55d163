package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.bpfskel.BpfException;
import org.bpfskel.it.LibbpfVersion;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A program whose calls of kernel functions are for one struct_ops variable. */
@Tag("lab-newest")
class AssociateTest {

  @Test
  void programIsAssociatedWithOneVariableForGood() throws IOException {
    Assumptions.assumeTrue(LibbpfVersion.inUse().minor() >= 7, "needs libbpf 1.7");
    try (NetworkSkel network = NetworkSkel.openAndLoad();
        TcpCcSkel first = TcpCcSkel.openAndLoad();
        TcpCcSkel second = TcpCcSkel.openAndLoad()) {
      network.progs.on_xdp.associate(first.maps.tuned);

      BpfException refusal =
          assertThrows(BpfException.class, () -> network.progs.on_xdp.associate(second.maps.tuned));
      assertThat(refusal.errnoName()).isEqualTo("EBUSY");
      assertThat(refusal).hasMessageThat().contains("it is associated with another variable");

      BpfException itsOwn =
          assertThrows(BpfException.class, () -> first.progs.ssthresh.associate(second.maps.tuned));
      assertThat(itsOwn).hasMessageThat().contains("a struct_ops program has its own variable");
    }
  }
}
