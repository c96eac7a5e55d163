package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.TestRun;
import org.bpfskel.TestRunResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs run on given data: what goes in, and what comes out. */
@NeedsKernel
@BpfSkeleton("bpf/test_runs.bpf.o")
final class TestRunTest {
  private static final int XDP_PASS = 2;
  private static final int XDP_TX = 3;
  private static final int ETHERNET_TYPE = 12;

  /** {@code struct __sk_buff}: the members that are set here. */
  private static final int SK_BUFF_SIZE = 192;

  private static final int SK_BUFF_MARK = 8;
  private static final int SK_BUFF_PRIORITY = 32;

  private final TestRunsSkel skel = TestRunsSkel.openAndLoad();

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void packetGoesInAndComesOut() {
    byte[] packet = new byte[64];
    packet[20] = 99;
    TestRunResult result =
        skel.progs.on_xdp.testRun(TestRun.builder().dataIn(packet).dataSizeOut(64).build());
    assertThat(result.retval()).isEqualTo(XDP_TX);
    packet[ETHERNET_TYPE] = (byte) 0x86;
    packet[ETHERNET_TYPE + 1] = (byte) 0xdd;
    assertThat(result.dataOut()).isEqualTo(packet);
    assertThat(result.toString())
        .isEqualTo(
            "retval=3, %d ns a run, 64 bytes of data, 0 of context"
                .formatted(result.duration().toNanos()));
  }

  @Test
  void dataThatIsNotAskedForIsNotReturned() {
    TestRunResult result =
        skel.progs.on_xdp.testRun(TestRun.builder().dataIn(new byte[64]).build());
    assertThat(result.retval()).isEqualTo(XDP_TX);
    assertThat(result.dataOut()).isEmpty();
    assertThat(result.ctxOut()).isEmpty();
  }

  @Test
  void dataMayBecomeLonger() {
    TestRun.Builder run = TestRun.builder().dataIn(new byte[64]);
    TestRunResult result = skel.progs.grow.testRun(run.dataSizeOut(100).build());
    assertThat(result.retval()).isEqualTo(XDP_PASS);
    assertThat(result.dataOut()).hasLength(72);
    BpfException e =
        assertThrows(
            BpfException.class, () -> skel.progs.grow.testRun(run.dataSizeOut(64).build()));
    assertThat(e.errnoName()).isEqualTo("ENOSPC");
    assertThat(e).hasMessageThat().contains("the data is 72 bytes");
  }

  @Test
  void everyRepetitionIsARun() {
    TestRun run = TestRun.builder().dataIn(new byte[64]).repeat(1000).build();
    TestRunResult result = skel.progs.on_xdp.testRun(run);
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(1));
    assertThat(NativeBytes.in(skel.maps.runs.bytes().lookup(NativeBytes.of(0))).getLong())
        .isEqualTo(1000);
  }

  @Test
  void contextGoesInAndComesOut() {
    ByteBuffer skb = ByteBuffer.allocate(SK_BUFF_SIZE).order(ByteOrder.nativeOrder());
    skb.putInt(SK_BUFF_MARK, 41);
    TestRunResult result =
        skel.progs.on_tc.testRun(
            TestRun.builder()
                .dataIn(new byte[77])
                .ctxIn(skb.array())
                .ctxSizeOut(SK_BUFF_SIZE)
                .build());
    assertThat(result.retval()).isEqualTo(7);
    ByteBuffer after = ByteBuffer.wrap(result.ctxOut()).order(ByteOrder.nativeOrder());
    assertThat(after.getInt(SK_BUFF_MARK)).isEqualTo(42);
    assertThat(after.getInt(SK_BUFF_PRIORITY)).isEqualTo(77);
    assertThat(skb.getInt(SK_BUFF_MARK)).isEqualTo(41);
  }

  @Test
  void syscallProgramChangesItsContextInPlace() {
    ByteBuffer pair = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(0, 21);
    TestRunResult result =
        skel.progs.on_syscall.testRun(TestRun.builder().ctxIn(pair.array()).build());
    assertThat(result.retval()).isEqualTo(22);
    ByteBuffer after = ByteBuffer.wrap(result.ctxOut()).order(ByteOrder.nativeOrder());
    assertThat(after.getInt(0)).isEqualTo(21);
    assertThat(after.getInt(4)).isEqualTo(42);
    assertThat(pair.getInt(4)).isEqualTo(0);
  }

  @Test
  void rawTracepointRunsOnTheChosenCpu() {
    ByteBuffer arguments = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(5);
    for (int cpu = 0; cpu < Runtime.getRuntime().availableProcessors(); cpu++) {
      TestRun run = TestRun.builder().ctxIn(arguments.array()).cpu(cpu).build();
      assertThat(skel.progs.on_raw_tp.testRun(run).retval()).isEqualTo((cpu << 16) + 5);
    }
  }

  @Test
  void whatTheTypeDoesNotTakeIsRefused() {
    TestRun withData = TestRun.builder().ctxIn(new byte[8]).dataIn(new byte[8]).build();
    BpfException e =
        assertThrows(BpfException.class, () -> skel.progs.on_syscall.testRun(withData));
    assertThat(e.operation()).isEqualTo("bpf_prog_test_run_opts");
    assertThat(e.object()).isEqualTo("on_syscall");
    assertThat(e.errnoName()).isEqualTo("EINVAL");
    BpfException rawTracepoint =
        assertThrows(BpfException.class, () -> skel.progs.on_raw_tp.testRun(withData));
    assertThat(rawTracepoint.errnoName()).isEqualTo("EINVAL");
  }

  @Test
  void liveFramesGoOnInBatches() {
    // As if from loopback, which sends none back: XDP_TX drops them.
    TestRun.Builder run =
        TestRun.builder().dataIn(new byte[64]).flags(TestRun.F_TEST_XDP_LIVE_FRAMES);
    skel.progs.on_xdp.testRun(run.repeat(128).batchSize(32).build());
    assertThat(NativeBytes.in(skel.maps.runs.bytes().lookup(NativeBytes.of(0))).getLong())
        .isEqualTo(128);
    assertThrows(
        BpfException.class, () -> skel.progs.on_xdp.testRun(run.batchSize(100_000).build()));
  }

  @Test
  void beforeLoadThereIsNothingToRun() {
    try (TestRunsSkel opened = TestRunsSkel.open()) {
      TestRun run = TestRun.builder().dataIn(new byte[64]).build();
      assertThrows(IllegalStateException.class, () -> opened.progs.on_xdp.testRun(run));
    }
  }
}
