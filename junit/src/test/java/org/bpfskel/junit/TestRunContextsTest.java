package org.bpfskel.junit;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.TestRun;
import org.bpfskel.TestRunResult;
import org.junit.jupiter.api.Test;

/** Packets and contexts, as the kernel gives them to programs. */
@BpfTest(value = TestRunsSkel.class, upTo = BpfTest.Step.LOAD)
class TestRunContextsTest {
  private static final Packet PACKET = Packet.ipv4("10.0.0.1", "10.0.0.2").udp(1, 2).payload("x");

  @Test
  void xdpProgramGetsThePacketAndItsContext(TestRunsSkel skel) {
    byte[] data = PACKET.bytes();
    TestRunResult result =
        skel.progs.on_xdp.testRun(
            TestRun.builder()
                .dataIn(data)
                .ctxIn(XdpMd.of(data).bytes())
                .dataSizeOut(data.length)
                .build());
    assertThat(result.retval()).isEqualTo(XdpMd.TX);
    byte[] expected = Packet.ipv6("::1", "::2").bytes();
    assertThat(result.dataOut()[12]).isEqualTo(expected[12]);
    assertThat(result.dataOut()[13]).isEqualTo(expected[13]);
  }

  @Test
  void metadataStandsBeforeThePacket(TestRunsSkel skel) {
    byte[] packet = PACKET.bytes();
    byte[] data = new byte[8 + packet.length];
    System.arraycopy(packet, 0, data, 8, packet.length);
    TestRunResult result =
        skel.progs.on_xdp.testRun(
            TestRun.builder()
                .dataIn(data)
                .ctxIn(XdpMd.of(8, data).bytes())
                .dataSizeOut(data.length)
                .ctxSizeOut(XdpMd.BYTES)
                .build());
    assertThat(result.retval()).isEqualTo(XdpMd.TX);
    assertThat(result.dataOut()[8 + 12]).isEqualTo((byte) 0x86);
    assertThrows(IllegalArgumentException.class, () -> XdpMd.of(3, data));
  }

  @Test
  void socketBufferGoesInAndComesOut(TestRunsSkel skel) {
    SkBuff before = new SkBuff().mark(41).priority(3).ifindex(1).cb(4, 7).tstamp(5);
    TestRunResult result =
        skel.progs.on_tc.testRun(
            TestRun.builder()
                .dataIn(PACKET.bytes())
                .ctxIn(before.bytes())
                .ctxSizeOut(SkBuff.BYTES)
                .build());
    SkBuff after = SkBuff.of(result.ctxOut());
    assertThat(result.retval()).isEqualTo(7);
    assertThat(after.mark()).isEqualTo(42);
    assertThat(after.priority()).isEqualTo(PACKET.bytes().length);
    assertThat(after.cb(4)).isEqualTo(7);
    assertThat(after.tstamp()).isEqualTo(5);
    assertThat(before.mark()).isEqualTo(41);
  }

  @Test
  void rawTracepointGetsItsArguments(TestRunsSkel skel) {
    TestRun run = TestRun.builder().ctxIn(Arguments.of(5, 6)).cpu(0).build();
    assertThat(skel.progs.on_raw_tp.testRun(run).retval()).isEqualTo(5);
  }

  @Test
  void contextThatWasNotAskedForIsRefusedWithTheCure() {
    assertThat(assertThrows(IllegalArgumentException.class, () -> SkBuff.of(new byte[0])))
        .hasMessageThat()
        .contains("ctxSizeOut(SkBuff.BYTES)");
    assertThrows(IndexOutOfBoundsException.class, () -> new SkBuff().cb(5, 1));
  }
}
