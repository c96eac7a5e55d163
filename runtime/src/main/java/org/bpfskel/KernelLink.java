package org.bpfskel;

import java.nio.file.Path;
import java.util.List;
import org.bpfskel.internal.DescriptorStream;
import org.bpfskel.internal.LibbpfLinks;
import org.bpfskel.internal.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * A link of libbpf's as the kernel has it, for one call under its object's lifetime.
 *
 * @param name of what is attached, for messages
 * @param address of libbpf's {@code struct bpf_link}
 * @param isMap whether libbpf keeps a map's descriptor there, as for a plain struct_ops variable
 */
record KernelLink(String name, long address, boolean isMap) {
  private static final String UNFIT =
      "programs can be replaced behind xdp, tcx, netkit, cgroup, netns, sockmap and iterator"
          + " links, by loaded ones of the same type and attach type";

  /** libbpf keeps 0 for a USDT, which would be the standard input. */
  private int descriptor(String operation) {
    int descriptor = LibbpfLinks.bpf_link__fd(address);
    if (descriptor <= 0 || isMap) {
      throw new BpfException(
          operation,
          name,
          "EOPNOTSUPP",
          "it has no link in the kernel, as a USDT and a variable of a plain .struct_ops section"
              + " have none",
          List.of());
    }
    return descriptor;
  }

  int update(BpfProgram program) {
    descriptor("bpf_link__update_program");
    return LibbpfCall.of("bpf_link__update_program", name)
        .explain("EINVAL", UNFIT)
        .explain("ENOTSUPP", UNFIT)
        .explain("EOPNOTSUPP", UNFIT)
        .explain("ENOLINK", "what it was attached to is gone, or it was detached")
        .check(() -> LibbpfLinks.bpf_link__update_program(address, program.address()));
  }

  LinkInfo info() {
    return LinkInfo.of(name, descriptor("bpf_link_get_info_by_fd"));
  }

  int pin(Path path) {
    descriptor("bpf_link__pin");
    return PinPath.explain(LibbpfCall.of("bpf_link__pin", name), path)
        .explain("EBUSY", "it is pinned at " + pinPath())
        .check(() -> LibbpfLinks.bpf_link__pin(address, path.toString()));
  }

  int unpin() {
    return LibbpfCall.of("bpf_link__unpin", name)
        .explain("EINVAL", "it is not pinned")
        .explain("ENOENT", "somebody has removed " + pinPath())
        .check(() -> LibbpfLinks.bpf_link__unpin(address));
  }

  @Nullable Path pinPath() {
    long path = LibbpfLinks.bpf_link__pin_path(address);
    return path == 0 ? null : Path.of(NativeMemory.string(path));
  }

  int detach() {
    descriptor("bpf_link__detach");
    return LibbpfCall.of("bpf_link__detach", name)
        .explain("EOPNOTSUPP", "links of this kind end when they are closed")
        .check(() -> LibbpfLinks.bpf_link__detach(address));
  }

  DescriptorStream open() {
    int link = descriptor("bpf_iter_create");
    return new DescriptorStream(
        "the stream of iterator " + name,
        LibbpfCall.of("bpf_iter_create", name)
            .explain("EINVAL", "the link is of no iterator")
            .check(() -> LibbpfLinks.bpf_iter_create(link)));
  }
}
