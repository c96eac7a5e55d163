package org.bpfskel.event;

import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bpfskel.BpfException;
import org.bpfskel.data.Codec;
import org.bpfskel.data.StructValue;
import org.bpfskel.map.BpfRingBuf;

/**
 * Takes records out of one or several ring buffer maps, of one or several objects: libbpf's {@code
 * struct ring_buffer}. It reads the memory that it shares with the kernel without a system call;
 * only waiting needs one.
 *
 * <pre>{@code
 * try (RingBuffer events = new RingBuffer().on(skel.maps.events, Event::new, this::print)) {
 *   while (running) {
 *     events.poll(Duration.ofSeconds(1));
 *   }
 * }
 * }</pre>
 *
 * <p>Consumers run in the thread that calls {@link #poll} or {@link #consume}, one at a time. What
 * a consumer throws reaches that caller: the record it was called with counts as delivered, and the
 * next call goes on with the record behind it. Records of one map come in the order in which
 * programs reserved them; a record that a program still writes holds up those behind it. Records
 * that programs discarded are skipped and not counted. Programs get the room of delivered records
 * back some kilobytes at a time: if the process is killed meanwhile, who reads the ring next may
 * get these once more.
 *
 * <p>Positions of a ring lie in memory that other processes may write, if they have the map. A ring
 * whose positions or lengths cannot be is told of by one {@link IllegalStateException} that names
 * the map, and is not read any more; the other rings go on. Where no other is left, each call
 * throws it again.
 *
 * <p>Safe for use by several threads. A ring has one reader: of two ring buffers on one map each
 * would miss or repeat records. It keeps the kernel's maps alive: after its object is closed, what
 * is in the ring can still be read.
 *
 * <p>Making one is {@code ring_buffer__new}.
 */
public final class RingBuffer extends RecordBuffer {
  private final ConcurrentMap<BpfRingBuf, Ring> rings = new ConcurrentHashMap<>();

  /**
   * A ring buffer without maps.
   *
   * @throws BpfException if the process has too many file descriptors
   */
  public RingBuffer() {
    super("ring buffer");
  }

  /**
   * Adds a map whose records come as new objects: {@code ring_buffer__add}. Of a record longer than
   * the value its first bytes are read, and the elements of an array of no fixed length that the
   * struct ends with. Of a shorter one what did not come is zero: members behind its end, the rest
   * of an array, the last bytes of a number that is cut in two; {@link StructValue#recordLength}
   * tells how much came. A record shorter than a single number, or one that the codec has no value
   * for, such as a {@code bool} that is 2, makes {@link #poll} throw {@link IllegalStateException},
   * whose message has the record's bytes; it is not delivered again. Where the map's object is
   * another build than the class was made from, records are read as its struct of that name lies
   * there; members that it lacks are zero.
   *
   * @param <T> what a record is in Java
   * @param map a loaded map that no other ring buffer reads
   * @param codec how the bytes of a record become a value
   * @param consumer gets each record, and may keep it
   * @return this ring buffer, for the next map
   * @throws BpfException if the kernel refuses; this buffer is closed then
   * @throws IllegalArgumentException if this ring buffer has the map already, the map is in
   *     overwrite mode ({@code BPF_F_RB_OVERWRITE}), or the object's struct has members that the
   *     class's fields cannot hold, or several structs of that name differ
   * @throws IllegalStateException if the map is not loaded or closed, or after {@link #close}
   */
  public <T> RingBuffer on(BpfRingBuf map, Codec<T> codec, Consumer<? super T> consumer) {
    return add(map, RecordSink.values(EventMap.values(map).codec(codec), consumer));
  }

  /**
   * Adds a map whose records are structs, as {@link #on(BpfRingBuf, Codec, Consumer)}.
   *
   * @param <T> the skeleton's class of the C struct
   * @param map a loaded map that no other ring buffer reads
   * @param empty makes a new object for each record, as the class's constructor does
   * @param consumer gets each record, and may keep it
   * @return this ring buffer, for the next map
   */
  public <T extends StructValue> RingBuffer on(
      BpfRingBuf map, Supplier<T> empty, Consumer<? super T> consumer) {
    return on(map, Codec.struct(empty), consumer);
  }

  /**
   * Adds a map whose records come in one object, filled again for each record; otherwise as {@link
   * #on(BpfRingBuf, Codec, Consumer)}. Allocates nothing where all fields are scalars.
   *
   * @param <T> the skeleton's class of the C struct
   * @param map a loaded map that no other ring buffer reads
   * @param record the object; another thread must not use it meanwhile
   * @param consumer gets that object each time; what it has read is gone with the next record
   * @return this ring buffer, for the next map
   */
  public <T extends StructValue> RingBuffer onReused(
      BpfRingBuf map, T record, Consumer<? super T> consumer) {
    return add(map, RecordSink.reused(EventMap.values(map), record, consumer));
  }

  /**
   * Adds a map whose records come as their bytes in the ring, without a copy and without
   * allocation; otherwise as {@link #on(BpfRingBuf, Codec, Consumer)}. The consumer gets one
   * read-only buffer in native byte order, from position to limit, which moves on with the next
   * record: it is for use in the call only. Kept longer, it shows other records, or stale bytes.
   *
   * @param map a loaded map that no other ring buffer reads
   * @param consumer gets the bytes of each record
   * @return this ring buffer, for the next map
   */
  public RingBuffer onBytes(BpfRingBuf map, Consumer<? super ByteBuffer> consumer) {
    return add(map, RecordSink.bytes(consumer));
  }

  private synchronized RingBuffer add(BpfRingBuf map, RecordSink.Form form) {
    poller.requireOpen("on");
    BpfRingBuf.of(map); // options may have made another kind of it
    if (rings.containsKey(map)) {
      throw new IllegalArgumentException("this ring buffer has " + map + " already");
    }
    try {
      rings.put(map, new Ring(map, RingMapping.reader(map, form, poller)));
      return this;
    } catch (BpfException e) {
      // Who has just made it has not got hold of it yet.
      close();
      throw e;
    }
  }

  /**
   * Finds the state of a map's ring.
   *
   * <p>As {@code ring_buffer__ring} does, which takes an index.
   *
   * @param map one that was added to this ring buffer
   * @return the same object each time; never null
   * @throws NoSuchElementException if this ring buffer does not have the map
   */
  public Ring ring(BpfRingBuf map) {
    Ring ring = rings.get(map);
    if (ring == null) {
      throw new NoSuchElementException("this ring buffer does not have " + map);
    }
    return ring;
  }

  /**
   * Ends it: {@code ring_buffer__free}. A call that waits or delivers in another thread returns
   * after the record it is at; this one does not wait for it. A consumer may call it too. What was
   * not delivered stays in the rings. Closing again has no effect.
   */
  @Override
  public void close() {
    poller.close();
  }
}
