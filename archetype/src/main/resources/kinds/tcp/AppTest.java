package ${package};

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.junit.jupiter.api.Test;

class AppTest {
  private static final Path AVAILABLE =
      Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");

  @Test
  void kernelHasItAsLongAsItIsAttached() throws IOException {
    try (TcpSkel skel = TcpSkel.open()) {
      skel.structOps.reno.name = "bpf_test";
      load(skel);
      skel.attach();

      assertTrue(Files.readString(AVAILABLE).contains("bpf_test"));
    }
    assertFalse(Files.readString(AVAILABLE).contains("bpf_test"));
  }

  /** Skips the test for users who may not load BPF programs. */
  private static void load(TcpSkel skel) {
    try {
      skel.load();
    } catch (BpfException e) {
      assumeTrue(e.kind() != BpfException.Kind.PERMISSION, e::getMessage);
      throw e;
    }
  }
}
