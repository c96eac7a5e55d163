package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bpfskel.data.Codec;
import org.bpfskel.event.PerfBuffer;
import org.bpfskel.map.BpfPerfEventArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records from the kernel through the perf buffers of its CPUs. */
@NeedsKernel
@Timeout(60)
final class PerfBufferTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int CPU_IN_SAMPLE = 8;

  private EventProgram program;
  private BpfPerfEventArray samples;
  private final PerfBuffer events = new PerfBuffer(1);
  private final List<Long> numbers = new ArrayList<>();

  @BeforeEach
  void attach() {
    program = EventProgram.attached("bpf/perf_events.bpf.o", "order_samples");
    samples = program.perfEvents("samples");
  }

  @AfterEach
  void close() {
    events.close();
    program.close();
  }

  @Test
  void everyRecordComesOnceManyTimesRoundTheBuffer() {
    events.on(samples, Codec.INT64, (cpu, number) -> numbers.add(number));
    for (int round = 0; round < 200; round++) {
      program.send(77);
      assertThat(events.consume()).isEqualTo(77);
    }
    // Each order is carried out on one CPU, which may be another for the next.
    assertThat(numbers).isEqualTo(LongStream.range(0, 200 * 77).boxed().toList());
    assertThat(events.lost()).isEqualTo(0);
  }

  @Test
  void cpuIsThatOnWhichTheProgramRan() {
    List<Integer> told = new ArrayList<>();
    List<Integer> written = new ArrayList<>();
    events.onBytes(
        samples,
        (cpu, bytes) -> {
          told.add(cpu);
          written.add(bytes.getInt(bytes.position() + CPU_IN_SAMPLE));
        });
    program.send(10);
    assertThat(events.poll(LONG)).isEqualTo(10);
    assertThat(told).isEqualTo(written);
  }

  @Test
  void recordShorterThanItsStructHasWhatCameAndZerosBehindThePadding() {
    try (EventProgram other = EventProgram.attached("bpf/perf_events.bpf.o", "order_short")) {
      List<byte[]> values = new ArrayList<>();
      events.on(other.perfEvents("samples"), Codec.bytes(16), (cpu, value) -> values.add(value));
      for (int size = 15; size >= 0; size--) {
        values.clear();
        other.send(100, size);
        assertThat(events.consume()).isEqualTo(100);
        byte[] sent = new byte[size];
        Arrays.fill(sent, (byte) -1);
        int padded = Math.min(16, (size + 4 + 7) / 8 * 8 - 4);
        for (byte[] value : values) {
          assertThat(Arrays.copyOf(value, size)).isEqualTo(sent);
          assertThat(Arrays.copyOfRange(value, padded, 16)).isEqualTo(new byte[16 - padded]);
        }
      }
    }
  }

  @Test
  void recordsWithoutRoomAreCountedAsLost() {
    List<Long> lost = new ArrayList<>();
    events
        .on(samples, Codec.INT64, (cpu, number) -> numbers.add(number))
        .onLost((cpu, count) -> lost.add(count));
    int sent = 0;
    // The kernel tells of a loss with the next record that has room on the same CPU.
    while (numbers.size() + events.lost() < 1001 || lost.isEmpty()) {
      program.send(1000);
      sent += 1000;
      events.consume();
      program.send(1);
      sent++;
      events.consume();
    }
    assertThat(events.lost()).isEqualTo(lost.stream().mapToLong(Long::longValue).sum());
    assertThat(numbers.size() + events.lost()).isAtMost(sent);
    assertThat(numbers).isInStrictOrder(Comparator.<Long>naturalOrder());
  }

  @Test
  void whatAConsumerThrowsReachesTheCallerAndLosesNoOtherRecord() {
    events.on(
        samples,
        Codec.INT64,
        (cpu, number) -> {
          numbers.add(number);
          if (number == 2) {
            throw new UnsupportedOperationException("record 2");
          }
        });
    program.send(5);
    assertThrows(UnsupportedOperationException.class, () -> events.poll(LONG));
    assertThat(events.consume()).isEqualTo(2);
    assertThat(numbers).containsExactly(0L, 1L, 2L, 3L, 4L).inOrder();
  }

  @Test
  void closeEndsAPollThatWaits() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    events.on(samples, Codec.INT64, (cpu, number) -> started.countDown());
    program.send(1);
    CompletableFuture<Integer> polls =
        CompletableFuture.supplyAsync(() -> events.poll(LONG) + events.poll(LONG), OwnThread.EACH);
    started.await();
    events.close();
    assertThat(polls.handle((count, e) -> e != null || count == 1).join()).isTrue();
    IllegalStateException e = assertThrows(IllegalStateException.class, events::consume);
    assertThat(e).hasMessageThat().isEqualTo("perf buffer: consume is not possible after close");
  }

  @Test
  void consumerMayClose() {
    events.on(
        samples,
        Codec.INT64,
        (cpu, number) -> {
          numbers.add(number);
          events.close();
        });
    program.send(5);
    assertThat(events.consume()).isEqualTo(1);
    assertThat(numbers).containsExactly(0L);
  }

  @Test
  void nextPerfBufferTakesTheMapOver() {
    events.on(samples, Codec.INT64, (cpu, number) -> {});
    events.close();
    try (PerfBuffer next = new PerfBuffer()) {
      next.on(samples, Codec.INT64, (cpu, number) -> numbers.add(number));
      program.send(3);
      assertThat(next.consume()).isEqualTo(3);
    }
    assertThat(numbers).containsExactly(0L, 1L, 2L).inOrder();
  }

  @Test
  void pagesAreAPowerOfTwoAndNoDescriptorStaysOpenIfTheyAreNot() throws IOException {
    int before = descriptors();
    for (int pages : new int[] {0, -1, 3, 1 << 19, 1 << 20, 1 << 30, Integer.MIN_VALUE}) {
      assertThat(assertThrows(IllegalArgumentException.class, () -> new PerfBuffer(pages)))
          .hasMessageThat()
          .startsWith(
              "perf buffer: " + pages + " pages for each CPU: must be a power of 2, from 1 to ");
    }
    // Another test's may go meanwhile.
    assertThat(descriptors()).isAtMost(before);
  }

  @Test
  void textOfABufferSaysWhetherItIsClosed() {
    assertThat(events.toString()).isEqualTo("perf buffer");
    events.close();
    assertThat(events.toString()).isEqualTo("perf buffer (closed)");
  }

  private static int descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return (int) open.count();
    }
  }
}
