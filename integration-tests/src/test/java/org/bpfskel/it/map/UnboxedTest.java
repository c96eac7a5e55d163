package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.bpfskel.BpfObject;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.NeedsOptimizingCompiler;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfQueue;
import org.bpfskel.map.MapBatch;
import org.bpfskel.map.UpdateFlags;
import org.junit.jupiter.api.Test;

/** The forms of operations that take no objects: what they do, and that they allocate nothing. */
@NeedsKernel
final class UnboxedTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int CALLS = 10_000;

  private static BpfHashMap<Integer, Long> counts(BpfObject object) {
    return BpfHashMap.of(object.map("counts"), Codec.INT32, Codec.INT64);
  }

  @Test
  void bytesAreTakenAndGivenAtTheBuffersPositions() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "flows")) {
      BpfHashMap<Flow, Traffic> flows =
          BpfHashMap.of(object.map("flows"), Flow.CODEC, Traffic.CODEC);
      Flow flow = new Flow(1, (short) 2);
      ByteBuffer key = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder()).position(8);
      Flow.CODEC.write(key, 8, flow);
      ByteBuffer value = ByteBuffer.allocateDirect(20).order(ByteOrder.nativeOrder()).position(4);
      Traffic.CODEC.write(value, 4, new Traffic(3, 4));

      assertThat(flows.lookup(key, value)).isFalse();
      flows.update(key, value, UpdateFlags.NOEXIST);
      assertThat(flows.get(flow)).isEqualTo(new Traffic(3, 4));
      flows.put(flow, new Traffic(5, 6));
      assertThat(flows.lookup(key, value)).isTrue();
      assertThat(Traffic.CODEC.read(value, 4)).isEqualTo(new Traffic(5, 6));
      assertThat(flows.delete(key)).isTrue();
      assertThat(flows.delete(key)).isFalse();
      assertThat(key.position()).isEqualTo(8);
      assertThat(value.position()).isEqualTo(4);

      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> flows.lookup(key, ByteBuffer.allocate(15)));
      assertThat(e)
          .hasMessageThat()
          .isEqualTo("map flows: a value is 16 bytes, the buffer has 15 left");
    }
  }

  @Test
  void aBatchGrowsWhereABucketHasMoreThanItHolds() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfHashMap<Integer, Long> counts = counts(object);
      // As many as buckets: some of these have several, whatever the kernel's hash is.
      for (int key = 0; key < counts.maxEntries(); key++) {
        counts.putLong(key, key);
      }
      MapBatch one = counts.newBatch(1);
      Map<Integer, Long> read = new HashMap<>();
      for (int n = counts.readBatch(one); n > 0; n = counts.readBatch(one)) {
        for (int i = 0; i < n; i++) {
          int key = one.keys().getInt(i * one.keySize());
          assertThat(read.put(key, one.values().getLong(i * one.valueSize()))).isNull();
        }
      }
      assertThat(read).isEqualTo(counts.getAll());
      assertThat(read).hasSize(counts.maxEntries());
      assertThat(one.capacity()).isGreaterThan(1);
    }
  }

  @Test
  void structsAreNoIntegers() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "flows")) {
      BpfHashMap<Flow, Traffic> flows =
          BpfHashMap.of(object.map("flows"), Flow.CODEC, Traffic.CODEC);
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> flows.putLong(1, 1));
      assertThat(e).hasMessageThat().contains("no integer has 16 bytes");
    }
  }

  @Test
  void batchIsFilledAndReadInPlace() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfHashMap<Integer, Long> counts = counts(object);
      MapBatch batch = counts.newBatch(100);
      for (int i = 0; i < 100; i++) {
        batch.keys().putInt(i * batch.keySize(), i);
        batch.values().putLong(i * batch.valueSize(), i * 10L);
      }
      counts.writeBatch(batch, 100);
      assertThat(counts.removeBatch(batch, 10)).isEqualTo(10);

      Map<Integer, Long> read = new HashMap<>();
      MapBatch small = counts.newBatch(7);
      for (int n = counts.readBatch(small); n > 0; n = counts.readBatch(small)) {
        for (int i = 0; i < n; i++) {
          read.put(small.keys().getInt(i * 4), small.values().getLong(i * 8));
        }
      }
      assertThat(read).isEqualTo(counts.getAll());
      assertThat(read).hasSize(90);
      assertThat(read).containsEntry(99, 990L);
    }
  }

  @Test
  void batchOfAnotherMapIsRefused() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts", "recent")) {
      BpfHashMap<Integer, Long> recent =
          BpfHashMap.of(object.map("recent"), Codec.INT32, Codec.INT64);
      MapBatch batch = recent.newBatch(1);
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> counts(object).writeBatch(batch, 1));
      assertThat(e).hasMessageThat().isEqualTo("the batch is of map recent, not of map counts");
    }
  }

  @Test
  @NeedsOptimizingCompiler("interpreted code allocates what the compiler's escape analysis removes")
  void nothingIsAllocated() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts", "jobs")) {
      BpfHashMap<Integer, Long> counts = counts(object);
      BpfQueue<Integer> jobs = BpfQueue.of(object.map("jobs"), Codec.INT32);
      ByteBuffer key = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
      ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
      MapBatch batch = counts.newBatch(64);
      assertAllocatesNothing(
          i -> {
            counts.putLong(i & 63, i);
            counts.getLong(i & 127, -1);
            counts.removeLong(i & 31);
            counts.getAndRemoveLong(i & 15, -1);
            key.putInt(0, i & 63);
            counts.update(key, value, UpdateFlags.ANY);
            counts.lookup(key, value);
            counts.delete(key);
            counts.readBatch(batch);
            counts.writeBatch(batch, 10);
            jobs.pushLong(i);
            jobs.popLong(-1);
          });
    }
  }

  private interface Call {
    void run(int i);
  }

  private static void assertAllocatesNothing(Call call) {
    long self = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    // The first rounds load classes, and compile.
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getThreadAllocatedBytes(self);
      for (int i = 0; i < CALLS; i++) {
        call.run(i);
      }
      least = Math.min(least, THREADS.getThreadAllocatedBytes(self) - before);
    }
    assertThat(least).isLessThan(CALLS);
  }
}
