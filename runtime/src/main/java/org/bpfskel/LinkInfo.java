package org.bpfskel;

import org.bpfskel.internal.LibbpfLinks;
import org.bpfskel.internal.NativeMemory;

/**
 * What the kernel knows of a link: the beginning of {@code struct bpf_link_info}.
 *
 * @param id the link's number in the kernel
 * @param type libbpf's name of {@code enum bpf_link_type}: {@code xdp}, {@code tcx}, {@code
 *     cgroup}; the number in decimal if libbpf is older than the kernel's type
 * @param programId the number of the program that runs; 0 for a struct_ops variable
 */
public record LinkInfo(int id, String type, int programId) {
  private static final int TYPE = 0;
  private static final int ID = 1;
  private static final int PROGRAM_ID = 2;

  /** In 32-bit words, up to where the members differ by type. */
  private static final int WORDS = 4;

  static LinkInfo of(String link, int descriptor) {
    int[] info = new int[WORDS];
    LibbpfCall.of("bpf_link_get_info_by_fd", link)
        .check(
            () ->
                LibbpfLinks.bpf_link_get_info_by_fd(
                    descriptor, info, new int[] {WORDS * Integer.BYTES}));
    long name = LibbpfLinks.libbpf_bpf_link_type_str(info[TYPE]);
    return new LinkInfo(
        info[ID],
        name == 0 ? Integer.toString(info[TYPE]) : NativeMemory.string(name),
        info[PROGRAM_ID]);
  }
}
