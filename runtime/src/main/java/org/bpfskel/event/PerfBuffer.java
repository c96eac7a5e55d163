package org.bpfskel.event;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.bpfskel.BpfException;
import org.bpfskel.access.BuildValues;
import org.bpfskel.data.Codec;
import org.bpfskel.data.StructValue;
import org.bpfskel.internal.os.MappedMemory;
import org.bpfskel.map.BpfPerfEventArray;

/**
 * Takes records out of perf event arrays, a buffer for each CPU that is online when the map is
 * added: libbpf's {@code struct perf_buffer}. Where the kernel has ring buffers (since Linux 5.8),
 * {@link RingBuffer} is the better choice: in order across CPUs, and without a copy in the kernel.
 *
 * <p>Consumers run in the thread that calls {@link #poll} or {@link #consume}, one at a time. What
 * a consumer throws reaches that caller: the record it was called with counts as delivered, and the
 * next call goes on with the record behind it. Records of one CPU come in order. What finds no room
 * is lost; the kernel tells how many, {@link #onLost} and {@link #lost} pass it on. The kernel pads
 * records with up to 7 bytes of what was there before; an array of no fixed length may end with
 * elements that are such padding.
 *
 * <p>The buffer of a CPU whose positions or lengths cannot be, because something else has written
 * there, is told of as {@link RingBuffer} says, and is not read any more.
 *
 * <p>Safe for use by several threads. A map has one perf buffer: a second one takes its place.
 *
 * <p>Making one is {@code perf_buffer__new}, and {@link #onBytes} gets the bytes themselves.
 */
public final class PerfBuffer extends RecordBuffer {
  /** Pages for each CPU's data that libbpf's documentation begins with. */
  private static final int USUAL_PAGES = 64;

  private static final String NAME = "perf buffer";

  private final int pages;
  private final List<PerfEvents> maps = new ArrayList<>();
  private final LongAdder lost = new LongAdder();
  private volatile LostConsumer lostConsumer = (cpu, count) -> {};

  /**
   * Takes the records of a CPU.
   *
   * @param <T> what a record is in Java
   */
  @FunctionalInterface
  public interface RecordConsumer<T> {
    /**
     * Takes a record.
     *
     * @param cpu the number of the CPU that the sending program ran on
     * @param record never null; for how long it may be kept, the method that added the map says
     */
    void accept(int cpu, T record);
  }

  /** Takes the numbers of lost records. */
  @FunctionalInterface
  public interface LostConsumer {
    /**
     * Hears of records that found no room.
     *
     * @param cpu the number of the CPU whose buffer was full
     * @param count how many were lost since the last record of that CPU that found room
     */
    void accept(int cpu, long count);
  }

  /**
   * A perf buffer without maps, with 64 pages for each CPU.
   *
   * @throws BpfException if the process has too many file descriptors
   */
  public PerfBuffer() {
    this(USUAL_PAGES);
  }

  /**
   * A perf buffer without maps.
   *
   * @param pages memory pages for each CPU's records, a power of 2
   * @throws BpfException if the process has too many file descriptors
   * @throws IllegalArgumentException if it is not a power of 2, or the pages of one CPU have more
   *     than 1 GiB
   */
  public PerfBuffer(int pages) {
    super(name(pages));
    this.pages = pages;
  }

  /** What it is called, if so many pages can be: nothing is open yet where they cannot. */
  private static String name(int pages) {
    // The kernel has one page more in a mapping, and a buffer of Java less than 2 GiB.
    int most = Integer.highestOneBit(Integer.MAX_VALUE) / MappedMemory.pageSize();
    if (Integer.bitCount(pages) != 1 || pages < 0 || pages > most) {
      throw new IllegalArgumentException(
          "%s: %d pages for each CPU: must be a power of 2, from 1 to %d"
              .formatted(NAME, pages, most));
    }
    return NAME;
  }

  /**
   * Adds a map whose records come as new objects: {@code perf_buffer__new}. Of a record longer than
   * the value its first bytes are read. Of a shorter one what did not come is zero: members behind
   * its end, the rest of an array, the last bytes of a number that is cut in two; {@link
   * StructValue#recordLength} tells how much came, the kernel's padding included, which is read
   * like what the program sent. A record shorter than a single number makes {@link #poll} throw
   * {@link IllegalStateException}. Where the map's object is another build than the class was made
   * from, records are read as its struct of that name lies there; members that it lacks are zero.
   *
   * @param <T> what a record is in Java
   * @param map a loaded map, whose buffers this one takes over
   * @param codec how the bytes of a record become a value
   * @param consumer gets each record, and may keep it
   * @return this perf buffer, for the next map
   * @throws BpfException if the kernel refuses, as without {@code CAP_PERFMON}; this buffer is
   *     closed then
   * @throws IllegalArgumentException if the object's struct has members that the class's fields
   *     cannot hold, or several structs of that name differ
   * @throws IllegalStateException if the map is not loaded or closed, or after {@link #close}
   */
  public <T> PerfBuffer on(
      BpfPerfEventArray map, Codec<T> codec, RecordConsumer<? super T> consumer) {
    Codec<T> inBuild = EventMap.values(map).codec(codec);
    return add(map, cpu -> RecordSink.values(inBuild, record -> consumer.accept(cpu, record)));
  }

  /**
   * Adds a map whose records are structs, as {@link #on(BpfPerfEventArray, Codec, RecordConsumer)}.
   *
   * @param <T> the skeleton's class of the C struct
   * @param map a loaded map, whose buffers this one takes over
   * @param empty makes a new object for each record, as the class's constructor does
   * @param consumer gets each record, and may keep it
   * @return this perf buffer, for the next map
   */
  public <T extends StructValue> PerfBuffer on(
      BpfPerfEventArray map, Supplier<T> empty, RecordConsumer<? super T> consumer) {
    return on(map, Codec.struct(empty), consumer);
  }

  /**
   * Adds a map whose records come in one object, filled again for each record of any CPU; otherwise
   * as {@link #on(BpfPerfEventArray, Codec, RecordConsumer)}.
   *
   * @param <T> the skeleton's class of the C struct
   * @param map a loaded map, whose buffers this one takes over
   * @param record the object; another thread must not use it meanwhile
   * @param consumer gets that object each time; what it has read is gone with the next record
   * @return this perf buffer, for the next map
   */
  public <T extends StructValue> PerfBuffer onReused(
      BpfPerfEventArray map, T record, RecordConsumer<? super T> consumer) {
    BuildValues build = EventMap.values(map);
    return add(map, cpu -> RecordSink.reused(build, record, same -> consumer.accept(cpu, same)));
  }

  /**
   * Adds a map whose records come as their bytes, without allocation, and without a copy but for
   * those that lie across the buffer's end; otherwise as {@link #on(BpfPerfEventArray, Codec,
   * RecordConsumer)}. The consumer gets a read-only buffer in native byte order, from position to
   * limit, which moves on with the next record: it is for use in the call only.
   *
   * @param map a loaded map, whose buffers this one takes over
   * @param consumer gets the number of the CPU, and the bytes
   * @return this perf buffer, for the next map
   */
  public PerfBuffer onBytes(BpfPerfEventArray map, RecordConsumer<? super ByteBuffer> consumer) {
    return add(map, cpu -> RecordSink.bytes(bytes -> consumer.accept(cpu, bytes)));
  }

  /**
   * Chooses who is told of lost records, of all maps. Called between records, at the place where
   * they are missing.
   *
   * @param consumer takes the place of the one before; it runs in the thread that polls
   * @return this perf buffer
   */
  public PerfBuffer onLost(LostConsumer consumer) {
    lostConsumer = consumer;
    return this;
  }

  /** {@return how many records are known to be lost, of all maps and CPUs since they were added} */
  public long lost() {
    return lost.sum();
  }

  private synchronized PerfBuffer add(BpfPerfEventArray map, PerfEvents.Forms forms) {
    poller.requireOpen("on");
    BpfPerfEventArray.of(map); // options may have made another kind of it
    try {
      PerfEvents events = new PerfEvents(map, poller);
      maps.add(events);
      events.open(pages, forms, this::lose);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    return this;
  }

  private void lose(int cpu, long count) {
    lost.add(count);
    lostConsumer.accept(cpu, count);
  }

  /**
   * Takes the buffers away from the maps: {@code perf_buffer__free}. A call that waits or delivers
   * in another thread returns after the record it is at; this one does not wait for it. A consumer
   * may call it too. What was not delivered is lost. Closing again has no effect.
   */
  @Override
  public synchronized void close() {
    if (!poller.isClosed()) {
      maps.forEach(PerfEvents::remove);
      poller.close();
    }
  }
}
