package org.bpfskel.junit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The context of an XDP program, {@code struct xdp_md}, and what such a program returns. A test run
 * needs no context for a packet that comes from nowhere in particular.
 *
 * <p>Not safe for use by several threads.
 */
public final class XdpMd {
  /** The size of the struct. */
  public static final int BYTES = 24;

  /** {@code XDP_ABORTED}: an error of the program; the packet is dropped. */
  public static final int ABORTED = 0;

  /** {@code XDP_DROP}: the packet is dropped. */
  public static final int DROP = 1;

  /** {@code XDP_PASS}: the packet goes on to the kernel's network stack. */
  public static final int PASS = 2;

  /** {@code XDP_TX}: the packet goes back out where it came in. */
  public static final int TX = 3;

  /** {@code XDP_REDIRECT}: the packet goes where the program said. */
  public static final int REDIRECT = 4;

  private static final int DATA = 0;
  private static final int DATA_END = 4;
  private static final int INGRESS_IFINDEX = 12;
  private static final int RX_QUEUE_INDEX = 16;

  private final ByteBuffer members = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());

  private XdpMd(int metadata, int length) {
    members.putInt(DATA, metadata).putInt(DATA_END, length);
  }

  /**
   * The context of a packet.
   *
   * @param dataIn what goes in as {@code TestRun.Builder.dataIn}
   * @return the context
   */
  public static XdpMd of(byte[] dataIn) {
    return new XdpMd(0, dataIn.length);
  }

  /**
   * The context of a packet with metadata before it.
   *
   * @param metadata how many bytes of {@code dataIn} are metadata: a multiple of 4
   * @param dataIn what goes in as {@code TestRun.Builder.dataIn}: metadata, then the packet
   * @return the context
   * @throws IllegalArgumentException if there are not so many bytes, or it is no multiple of 4
   */
  public static XdpMd of(int metadata, byte[] dataIn) {
    if (metadata < 0 || metadata > dataIn.length || metadata % Integer.BYTES != 0) {
      throw new IllegalArgumentException(
          "metadata of %d bytes, but they are a multiple of 4 and part of %d bytes of data"
              .formatted(metadata, dataIn.length));
    }
    return new XdpMd(metadata, dataIn.length);
  }

  /**
   * Sets where the packet came in.
   *
   * @param ifindex the index of an interface that receives for XDP
   * @param queue the index of its queue
   * @return this
   */
  public XdpMd ingress(int ifindex, int queue) {
    members.putInt(INGRESS_IFINDEX, ifindex).putInt(RX_QUEUE_INDEX, queue);
    return this;
  }

  /**
   * For {@code TestRun.Builder.ctxIn}.
   *
   * @return a copy of the struct
   */
  public byte[] bytes() {
    return members.array().clone();
  }
}
