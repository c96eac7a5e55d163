package org.bpfskel.junit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The context of a program for tc, cgroup_skb or a socket filter: {@code struct __sk_buff}, with
 * the members that the kernel takes for a test run. Goes in as {@code TestRun.Builder.ctxIn}, and
 * what the run has made of it comes out as {@code ctxOut}:
 *
 * <pre>{@code
 * TestRun run = TestRun.builder()
 *     .dataIn(packet.bytes()).ctxIn(new SkBuff().mark(1).bytes()).ctxSizeOut(SkBuff.BYTES).build();
 * int mark = SkBuff.of(skel.progs.on_tc.testRun(run).ctxOut()).mark();
 * }</pre>
 *
 * <p>Not safe for use by several threads.
 */
public final class SkBuff {
  /** The size of the struct. */
  public static final int BYTES = 192;

  /** How many numbers {@link #cb(int)} has. */
  public static final int CB_LENGTH = 5;

  private static final int MARK = 8;
  private static final int PRIORITY = 32;
  private static final int INGRESS_IFINDEX = 36;
  private static final int IFINDEX = 40;
  private static final int CB = 48;
  private static final int TSTAMP = 152;
  private static final int WIRE_LEN = 160;
  private static final int GSO_SEGS = 164;
  private static final int GSO_SIZE = 176;

  private final ByteBuffer members;

  /** All members are 0, as for a packet that has just come. */
  public SkBuff() {
    this(new byte[BYTES]);
  }

  private SkBuff(byte[] bytes) {
    members = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /**
   * Reads what a run has made of one.
   *
   * @param ctxOut as {@code TestRunResult.ctxOut} gives it; copied
   * @return the members in it
   * @throws IllegalArgumentException if it has not the size of the struct
   */
  public static SkBuff of(byte[] ctxOut) {
    if (ctxOut.length != BYTES) {
      throw new IllegalArgumentException(
          "struct __sk_buff has %d bytes, and here are %d: ask for it with ctxSizeOut(SkBuff.BYTES)"
              .formatted(BYTES, ctxOut.length));
    }
    return new SkBuff(ctxOut.clone());
  }

  /**
   * For {@code TestRun.Builder.ctxIn}.
   *
   * @return a copy of the struct
   */
  public byte[] bytes() {
    return members.array().clone();
  }

  /**
   * The packet's mark, as iptables and routing rules see it.
   *
   * @return the mark
   */
  public int mark() {
    return members.getInt(MARK);
  }

  /**
   * Sets the packet's mark.
   *
   * @param value the mark
   * @return this
   */
  public SkBuff mark(int value) {
    members.putInt(MARK, value);
    return this;
  }

  /**
   * The queueing class.
   *
   * @return the class
   */
  public int priority() {
    return members.getInt(PRIORITY);
  }

  /**
   * Sets the queueing class.
   *
   * @param value the class
   * @return this
   */
  public SkBuff priority(int value) {
    members.putInt(PRIORITY, value);
    return this;
  }

  /**
   * Sets where the packet came in.
   *
   * @param index the index of an interface
   * @return this
   */
  public SkBuff ingressIfindex(int index) {
    members.putInt(INGRESS_IFINDEX, index);
    return this;
  }

  /**
   * Sets the interface that the packet is on.
   *
   * @param index the index of one that exists; 1 is the loopback device
   * @return this
   */
  public SkBuff ifindex(int index) {
    members.putInt(IFINDEX, index);
    return this;
  }

  /**
   * One of the numbers that programs on a packet's way may leave for those after them.
   *
   * @param index 0 to 4
   * @return the number
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public int cb(int index) {
    return members.getInt(cbOffset(index));
  }

  /**
   * Sets one of the numbers that programs on a packet's way may leave for those after them.
   *
   * @param index 0 to 4
   * @param value the number
   * @return this
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public SkBuff cb(int index, int value) {
    members.putInt(cbOffset(index), value);
    return this;
  }

  private static int cbOffset(int index) {
    if (index < 0 || index >= CB_LENGTH) {
      throw new IndexOutOfBoundsException(
          "cb has " + CB_LENGTH + " numbers, and no number " + index);
    }
    return CB + index * Integer.BYTES;
  }

  /**
   * When the packet is to leave.
   *
   * @return nanoseconds
   */
  public long tstamp() {
    return members.getLong(TSTAMP);
  }

  /**
   * Sets when the packet is to leave.
   *
   * @param nanos nanoseconds
   * @return this
   */
  public SkBuff tstamp(long nanos) {
    members.putLong(TSTAMP, nanos);
    return this;
  }

  /**
   * Sets the length on the wire.
   *
   * @param bytes at least the packet's own length
   * @return this
   */
  public SkBuff wireLen(int bytes) {
    members.putInt(WIRE_LEN, bytes);
    return this;
  }

  /**
   * Sets into how many segments the network card will cut the packet.
   *
   * @param segments their number
   * @param size the size of each
   * @return this
   */
  public SkBuff gso(int segments, int size) {
    members.putInt(GSO_SEGS, segments);
    members.putInt(GSO_SIZE, size);
    return this;
  }
}
