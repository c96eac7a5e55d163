package org.bpfskel;

import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfLinks;

/** What the kernel knows of a link: the beginning of {@code struct bpf_link_info}. */
public final class LinkInfo {
  private static final int TYPE = 0;
  private static final int ID = 1;
  private static final int PROGRAM_ID = 2;

  /** In 32-bit words, up to where the members differ by type. */
  private static final int WORDS = 4;

  private final int[] info;

  private LinkInfo(int[] info) {
    this.info = info;
  }

  static LinkInfo of(String link, int descriptor) {
    int[] info = new int[WORDS];
    LibbpfCall.of("bpf_link_get_info_by_fd", link)
        .check(
            () ->
                LibbpfLinks.bpf_link_get_info_by_fd(
                    descriptor, info, new int[] {WORDS * Integer.BYTES}));
    return new LinkInfo(info);
  }

  /** {@return the link's number in the kernel, by which {@code bpftool link show id} finds it} */
  public int id() {
    return info[ID];
  }

  /** {@return the link's kind} */
  public LinkType type() {
    return LinkType.of(info[TYPE]);
  }

  /** {@return the number of the program that runs; 0 for a struct_ops variable} */
  public int programId() {
    return info[PROGRAM_ID];
  }

  /** Kind and numbers, for messages. */
  @Override
  public String toString() {
    return "link %d: %s, program %d".formatted(id(), type(), programId());
  }
}
