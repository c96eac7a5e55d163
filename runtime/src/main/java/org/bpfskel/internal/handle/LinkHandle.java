package org.bpfskel.internal.handle;

import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfLinks;
import org.bpfskel.internal.os.DescriptorStream;
import org.jspecify.annotations.Nullable;

/**
 * libbpf's {@code struct bpf_link}, until it is freed. Called under the lifetime of its object, of
 * which it knows nothing, for it is freed also when nobody can reach that any more.
 */
public final class LinkHandle {
  private static final String UNFIT =
      "programs can be replaced behind xdp, tcx, netkit, cgroup, netns, sockmap and iterator"
          + " links, by loaded ones of the same type and attach type";

  private final Attached attached;
  private final String name;

  /** 0 once it is freed; changed under the object's lifetime, and seen without. */
  private volatile long address;

  /** What is attached. */
  public enum Attached {
    PROGRAM,
    /** A struct_ops variable in a {@code .struct_ops.link} section. */
    LINKABLE_VARIABLE,
    /** A struct_ops variable in a plain section: libbpf keeps the map's descriptor in the link. */
    PLAIN_VARIABLE
  }

  /**
   * A link that libbpf has made.
   *
   * @param name of what is attached, for messages
   */
  LinkHandle(Attached attached, String name, long address) {
    this.attached = attached;
    this.name = name;
    this.address = address;
  }

  public String name() {
    return name;
  }

  public boolean isOpen() {
    return address != 0;
  }

  /** Where libbpf has it. */
  public long address() {
    if (address == 0) {
      throw new IllegalStateException(this + " is closed");
    }
    return address;
  }

  public Attached attached() {
    return attached;
  }

  /**
   * The kernel's link. libbpf keeps 0 for a USDT, which would be the standard input.
   *
   * @param operation what it is needed for
   * @throws BpfException if there is none
   */
  public int descriptor(String operation) {
    int descriptor = LibbpfLinks.bpf_link__fd(address());
    if (descriptor <= 0 || attached == Attached.PLAIN_VARIABLE) {
      throw new BpfException(
          operation,
          name,
          BpfException.Kind.NOT_SUPPORTED,
          "it has no link in the kernel, as a USDT and a variable of a plain .struct_ops section"
              + " have none");
    }
    return descriptor;
  }

  public int update(ProgramHandle program) {
    program.descriptor("use");
    descriptor("bpf_link__update_program");
    return LibbpfCall.of("bpf_link__update_program", name)
        .explain("EINVAL", UNFIT)
        .explain("ENOTSUPP", UNFIT)
        .explain("EOPNOTSUPP", UNFIT)
        .explain("ENOLINK", "what it was attached to is gone, or it was detached")
        .check(() -> LibbpfLinks.bpf_link__update_program(address(), program.address()));
  }

  public int pin(Path path) {
    descriptor("bpf_link__pin");
    return PinPath.explain(LibbpfCall.of("bpf_link__pin", name), path)
        .explain("EBUSY", "it is pinned at " + pinPath())
        .check(() -> LibbpfLinks.bpf_link__pin(address(), path.toString()));
  }

  public int unpin() {
    return LibbpfCall.of("bpf_link__unpin", name)
        .explain("EINVAL", "it is not pinned")
        .explain("ENOENT", "somebody has removed " + pinPath())
        .check(() -> LibbpfLinks.bpf_link__unpin(address()));
  }

  public @Nullable Path pinPath() {
    long path = LibbpfLinks.bpf_link__pin_path(address());
    return path == 0 ? null : Path.of(NativeMemory.string(path));
  }

  public int detach() {
    descriptor("bpf_link__detach");
    return LibbpfCall.of("bpf_link__detach", name)
        .explain("EOPNOTSUPP", "links of this kind end when they are closed")
        .check(() -> LibbpfLinks.bpf_link__detach(address()));
  }

  public void disconnect() {
    LibbpfLinks.bpf_link__disconnect(address());
  }

  public DescriptorStream open() {
    int link = descriptor("bpf_iter_create");
    return new DescriptorStream(
        "the stream of iterator " + name,
        LibbpfCall.of("bpf_iter_create", name)
            .explain("EINVAL", "the link is of no iterator")
            .check(() -> LibbpfLinks.bpf_iter_create(link)));
  }

  /** Frees it. The object calls this once, while it has itself alone. */
  void destroy() {
    long freed = address;
    address = 0;
    LibbpfCall.of("bpf_link__destroy", name).check(() -> Libbpf.bpf_link__destroy(freed));
  }

  /** What is attached, for messages. */
  @Override
  public String toString() {
    return "link of " + Printable.of(name);
  }
}
