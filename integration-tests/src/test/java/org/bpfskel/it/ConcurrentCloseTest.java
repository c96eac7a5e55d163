package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bpfskel.BpfLink;
import org.bpfskel.TestRun;
import org.bpfskel.attach.Iter;
import org.bpfskel.generated.Skeleton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing in one thread what another thread uses: the other one gets an exception, no crash. */
final class ConcurrentCloseTest {
  private static final int ROUNDS = 20;
  private static final int CALLS = 10_000_000;

  @Test
  @NeedsLibbpf
  @Timeout(60)
  void whileSizesAreRead() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      DummyOpsSkel skel = DummyOpsSkel.open();
      assertStopsAtClose(skel, () -> assertThat(skel.maps.dummy.valueSize()).isEqualTo(24));
    }
  }

  @Test
  @NeedsKernel
  @Timeout(60)
  void whileMapsAreLookedUp() throws InterruptedException {
    byte[] key = NativeBytes.of(0);
    for (int round = 0; round < ROUNDS; round++) {
      TracepointSkel skel = TracepointSkel.openAndLoad();
      assertStopsAtClose(
          skel,
          () -> assertThat(NativeBytes.in(skel.maps.calls.lookup(key)).remaining()).isEqualTo(8));
    }
  }

  @Test
  @NeedsKernel
  @Timeout(60)
  void whileProgramsAreAttached() throws InterruptedException {
    TracepointSkel skel = TracepointSkel.openAndLoad();
    assertStopsAtClose(skel, () -> skel.progs.on_sys_enter.attach().close());
  }

  @Test
  @NeedsKernel
  @Timeout(60)
  void whileProgramsAreRunAndLookedAt() throws InterruptedException {
    TestRun run = TestRun.builder().dataIn(new byte[64]).dataSizeOut(64).build();
    for (int round = 0; round < ROUNDS; round++) {
      TestRunsSkel skel = TestRunsSkel.openAndLoad();
      assertStopsAtClose(
          skel,
          () -> {
            assertThat(skel.progs.on_xdp.testRun(run).dataOut()).hasLength(64);
            assertThat(skel.progs.on_xdp.info().name()).isEqualTo("on_xdp");
          });
    }
  }

  @Test
  @NeedsKernel
  @Timeout(60)
  void whileLinksAreReadAndLookedAt() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      IteratorsSkel skel = IteratorsSkel.openAndLoad();
      BpfLink link = skel.progs.dump_element.attach(Iter.map(skel.maps.numbers));
      assertStopsAtClose(
          skel,
          () -> {
            assertThat(link.info().type()).isEqualTo("iter");
            assertThat(firstByte(link)).isEqualTo(0);
          });
    }
  }

  private static int firstByte(BpfLink link) {
    try (InputStream bytes = link.openBytes()) {
      return bytes.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertStopsAtClose(Skeleton skel, Runnable call) throws InterruptedException {
    CountDownLatch running = new CountDownLatch(100);
    CompletableFuture<Void> calls =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < CALLS; i++) {
                call.run();
                running.countDown();
              }
            },
            OwnThread.EACH);
    assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
    skel.close();
    CompletionException e = assertThrows(CompletionException.class, calls::join);
    assertThat(e).hasCauseThat().isInstanceOf(IllegalStateException.class);
    assertThat(e).hasCauseThat().hasMessageThat().contains("after close");
  }
}
