package org.bpfskel.attach;

/** Who runs an XDP program: {@code XDP_FLAGS_MODES}. */
public enum XdpMode {
  /** The driver if it can, the kernel's generic code if not. */
  ANY(0),
  /** The kernel's generic code, for any driver: {@code XDP_FLAGS_SKB_MODE}. */
  GENERIC(1 << 1),
  /** The driver, before it makes a socket buffer: {@code XDP_FLAGS_DRV_MODE}. */
  NATIVE(1 << 2),
  /**
   * The device itself: {@code XDP_FLAGS_HW_MODE}. The program has to be loaded for it: {@link
   * org.bpfskel.ProgramOptions#setIfindex}.
   */
  OFFLOAD(1 << 3);

  /** Of libbpf and the kernel; 0 to have the kernel choose. */
  final int flag;

  XdpMode(int flag) {
    this.flag = flag;
  }
}
