package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.MapType;
import org.bpfskel.event.PerfBuffer;
import org.bpfskel.event.Ring;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRingBuffer;
import org.bpfskel.feature.Features;
import org.bpfskel.map.BpfPerfEventArray;
import org.bpfskel.map.BpfRingBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory goes when it is closed, or is collected before it is much; none is taken in advance. */
@NeedsKernel
final class MemoryTest {
  private static final int MEBI = 1 << 20;

  /** Beside a heap of 256 MiB, in 700: a ring may be left over, two not. */
  private static final int RING_SIZE = 32 * MEBI;

  private static final long LIMIT = 700L * MEBI;
  private static final int CYCLES = Rounds.of(130, 2_000);

  @TempDir static Path folder;

  private static void needsArenas() throws IOException {
    assumeTrue(Clang.defines("bpfel", "__BPF_FEATURE_ADDR_SPACE_CAST"), "clang >= 19 knows arenas");
    assumeTrue(Features.isSupported(MapType.ARENA), "the kernel has no arenas");
  }

  private static int run(ChildJvm child, String use, Path object, int number) throws IOException {
    return Integer.parseInt(
        child
            .run(MemoryUses.class, use, object.toString(), Integer.toString(number))
            .lines()
            .reduce((first, last) -> last)
            .orElseThrow());
  }

  @Test
  void anArenaComesToTheSamePlaceAgainWithoutCollections() throws IOException {
    needsArenas();
    ChildJvm child = new ChildJvm().option("-XX:+DisableExplicitGC").option("-Xmx1g");
    assertThat(run(child, "arena", MemoryObjects.arena(folder), 5)).isEqualTo(5);
  }

  @Test
  void aViewKeepsAnArenaWhereItIs() throws IOException {
    needsArenas();
    Path file = MemoryObjects.arena(folder);
    BpfObject closed = BpfObject.open(file);
    closed.map("pages").options().setMapExtra(MemoryObjects.ADDRESS);
    closed.load();
    ByteBuffer view = closed.data("pages").variables().bytes("text").view();
    closed.close();
    try (BpfObject next = BpfObject.open(file)) {
      next.map("pages").options().setMapExtra(MemoryObjects.ADDRESS);
      assertThat(assertThrows(BpfException.class, next::load)).hasMessageThat().contains("no view");
      assertThat(view.get(0)).isEqualTo((byte) 'i');
    }
  }

  @Test
  void mappingsOfClosedSectionsAreCollectedBeforeTheyAreMany() throws IOException {
    ChildJvm child = new ChildJvm().option("-Xms1g").option("-Xmx1g");
    Path object = MemoryObjects.sections(folder, 60);
    assertThat(run(child, "sections", object, Rounds.of(150, 2_000))).isLessThan(6_000);
  }

  @Test
  void aLargeBssTakesNoMemoryBeforeItIsTouched() throws IOException {
    ChildJvm child = new ChildJvm().option("-Xmx64m");
    assertThat(run(child, "large", MemoryObjects.large(folder, 300L * MEBI), 0))
        .isLessThan(20 * MEBI);
  }

  @Test
  void whatNoMapHoldsIsOneExceptionThatSaysWhatToDo() throws IOException {
    Path object = MemoryObjects.large(folder, 3_000L * MEBI);
    assertThat(assertThrows(BpfException.class, () -> BpfObject.open(object)))
        .hasMessageThat()
        .containsMatch("section '.bss' has 3145728008 bytes, .*: make them smaller, or use a map");
  }

  @Test
  void aMemoryCgroupHoldsAsManyRingsInTurnAsOfC() throws IOException {
    Path object = MemoryObjects.ring(folder, RING_SIZE);
    Path program = folder.resolve("rings");
    Clang.compileProgram("rings.c", program);
    try (MemoryCgroup cgroup = MemoryCgroup.create(LIMIT)) {
      String cycles = Integer.toString(CYCLES);
      List<String> command = new ArrayList<>(cgroup.launcher());
      command.addAll(List.of(program.toString(), Libraries.usable(), object.toString(), cycles));
      assertThat(Command.run(command).succeeded().strip()).isEqualTo(cycles);
      ChildJvm child =
          new ChildJvm().launcher(cgroup.launcher()).option("-Xms256m").option("-Xmx256m");
      assertThat(run(child, "ring", object, CYCLES)).isEqualTo(CYCLES);
    }
  }

  @Test
  void closedRingsLeaveNothingMapped() throws IOException {
    List<Numbered> records = new ArrayList<>();
    RingBuffer events = new RingBuffer();
    Ring state;
    try (EventProgram program = EventProgram.attached("bpf/ringbuf.bpf.o", "order_numbered")) {
      BpfRingBuf ring = program.ring("numbered");
      events.on(
          ring,
          Numbered::new,
          record -> {
            records.add(record);
            events.close(); // which must not take the memory away before the delivery has ended
          });
      program.send(2);
      state = events.ring(ring);
      assertThat(events.consume()).isEqualTo(1);
    }
    assertThat(records).hasSize(1);
    assertThat(mapped("bpf-map")).isEmpty();
    assertThat(state.consumerPosition()).isGreaterThan(0L);
    assertThat(state.availableBytes()).isEqualTo(state.consumerPosition());
  }

  @Test
  void closedPerfBuffersAndUserRingsLeaveNothingMapped() throws IOException {
    try (EventProgram program = EventProgram.attached("bpf/perf_events.bpf.o", "order_samples")) {
      BpfPerfEventArray samples = program.perfEvents("samples");
      PerfBuffer events = new PerfBuffer(1);
      events.onBytes(samples, (cpu, bytes) -> {});
      assertThat(mapped("perf_event")).isNotEmpty();
      events.close();
      assertThat(mapped("perf_event")).isEmpty();
    }
    try (EventProgram program = EventProgram.attached("bpf/user_ringbuf.bpf.o", "order_drain")) {
      List<String> before = mapped("bpf-map"); // sections of variables: libbpf's since 1.6
      UserRingBuffer requests = new UserRingBuffer(program.userRing("requests"));
      Objects.requireNonNull(requests.reserve(8)).submit();
      assertThat(requests.pendingBytes()).isEqualTo(16);
      assertThat(mapped("bpf-map").size()).isGreaterThan(before.size());
      requests.close();
      assertThat(requests.pendingBytes()).isEqualTo(16);
      assertThat(mapped("bpf-map")).isEqualTo(before);
    }
  }

  private static List<String> mapped(String what) throws IOException {
    // What others have closed without this test's knowledge.
    System.gc();
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.filter(line -> line.contains("anon_inode:") && line.contains(what)).toList();
    }
  }
}
