package org.bpfskel.internal.handle;

import org.bpfskel.internal.libbpf.LibbpfLinks;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.DescriptorStream;

/** What a link can do that is held by its descriptor alone. */
public final class KernelLinkCalls {
  private KernelLinkCalls() {}

  /** {@code bpf_link_update} with a program of an object. */
  public static void update(KernelHandle link, ProgramHandle program) {
    put(
        link,
        program.afterLoad(
            "use", fd -> SystemCall.on(program.name()).get(() -> Descriptor.duplicate(fd))));
  }

  /** {@code bpf_link_update} with a program without one. */
  public static void update(KernelHandle link, KernelHandle program) {
    put(
        link,
        program.call(
            "use", fd -> SystemCall.on(program.name()).get(() -> Descriptor.duplicate(fd))));
  }

  /** Closes the program's descriptor: doubled, so that two lifetimes are never held at once. */
  private static void put(KernelHandle link, int program) {
    try {
      link.call(
          "update",
          fd ->
              LinkHandle.explainReplacing(LibbpfCall.of("bpf_link_update", link.name()))
                  .check(() -> LibbpfLinks.bpf_link_update(fd, program, null)));
    } finally {
      Descriptor.close(program);
    }
  }

  /** {@code bpf_link_detach}. */
  public static void detach(KernelHandle link) {
    link.call(
        "detach",
        fd ->
            LinkHandle.explainDetaching(LibbpfCall.of("bpf_link_detach", link.name()))
                .check(() -> LibbpfLinks.bpf_link_detach(fd)));
  }

  /** {@code bpf_iter_create}. */
  public static DescriptorStream open(KernelHandle link) {
    return link.call("openBytes", fd -> LinkHandle.stream(link.name(), fd));
  }
}
