package org.bpfskel.attach;

/**
 * The XDP programs that an interface has, and what its driver can, as of one moment: {@code struct
 * bpf_xdp_query_opts}. Programs go by their numbers, as {@link org.bpfskel.ProgramInfo#id} has
 * them; 0 stands for none.
 *
 * @param nativeId number of the program that the driver runs: {@code drv_prog_id}
 * @param genericId number of the one that the kernel's generic code runs: {@code skb_prog_id}
 * @param offloadId number of the one that the device runs: {@code hw_prog_id}
 * @param features what the driver can, a bit each of {@code enum netdev_xdp_act}: {@code
 *     feature_flags}; 0 before Linux 6.3, which does not tell
 * @param zeroCopySegments buffers that one packet may have with AF_XDP without copying: {@code
 *     xdp_zc_max_segs}; 0 if it may have none, or the kernel does not tell
 */
public record XdpPrograms(
    int nativeId, int genericId, int offloadId, long features, int zeroCopySegments) {

  /** What a driver can: {@code enum netdev_xdp_act}. */
  public enum Feature {
    /** XDP with {@code XDP_ABORTED}, {@code XDP_DROP}, {@code XDP_PASS}, {@code XDP_TX}. */
    BASIC(1),
    /** {@code XDP_REDIRECT} from the interface. */
    REDIRECT(1 << 1),
    /** {@code XDP_REDIRECT} to the interface. */
    NDO_XMIT(1 << 2),
    /** AF_XDP without copying. */
    XSK_ZEROCOPY(1 << 3),
    /** {@link XdpMode#OFFLOAD}. */
    HW_OFFLOAD(1 << 4),
    /** Packets of several buffers, for {@code SEC("xdp.frags")}. */
    RX_SG(1 << 5),
    /** {@code XDP_REDIRECT} of such packets to the interface. */
    NDO_XMIT_SG(1 << 6);

    private final int bit;

    Feature(int bit) {
      this.bit = bit;
    }
  }

  /**
   * {@return whether the driver tells that it can do something}
   *
   * @param feature what it may be able to do
   */
  public boolean has(Feature feature) {
    return (features & feature.bit) != 0;
  }

  /**
   * {@return number of the program of that mode; 0 if there is none}
   *
   * @param mode for {@link XdpMode#ANY} the only program is meant, and 0 stands for several too
   */
  public int id(XdpMode mode) {
    return switch (mode) {
      case NATIVE -> nativeId;
      case GENERIC -> genericId;
      case OFFLOAD -> offloadId;
      case ANY -> onlyId();
    };
  }

  private int onlyId() {
    int all = nativeId | genericId | offloadId;
    return all == nativeId || all == genericId || all == offloadId ? all : 0;
  }
}
