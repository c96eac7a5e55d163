package org.bpfskel.internal.handle;

import java.nio.file.Path;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.libbpf.LibbpfLinks;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.libbpf.LinkUpdateOpts;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.DescriptorStream;
import org.jspecify.annotations.Nullable;

/**
 * Something that is attached, until it is freed. Called under the lifetime of its object, of which
 * it knows nothing, for it is freed also when nobody can reach that any more.
 */
public abstract class LinkHandle {
  private static final String UNFIT =
      "programs can be replaced behind xdp, tcx, netkit, cgroup, netns, sockmap and iterator"
          + " links, by loaded ones of the same type and attach type";

  private final String name;

  /** Changed under the object's lifetime, and seen without. */
  private volatile boolean isFreed;

  /**
   * @param name of what is attached, for messages
   */
  protected LinkHandle(String name) {
    this.name = name;
  }

  public final String name() {
    return name;
  }

  public final boolean isOpen() {
    return !isFreed;
  }

  /** Refuses what only an open one can do. */
  public final void requireOpen() {
    if (isFreed) {
      throw new IllegalStateException(this + " is closed");
    }
  }

  /**
   * The kernel's link.
   *
   * @param operation what it is needed for
   * @throws org.bpfskel.BpfException if there is none
   */
  public abstract int descriptor(String operation);

  /** Puts another program in the place of the one that is attached. */
  public abstract void update(ProgramHandle program);

  /** As the other, if the program that is attached has that id. */
  public void update(ProgramHandle program, int expectedId) {
    int link = descriptor("bpf_link_update");
    int descriptor = program.descriptor("use");
    int expected = programOf(expectedId);
    try (LinkUpdateOpts opts = new LinkUpdateOpts(expected)) {
      replacing("bpf_link_update")
          .explain("EPERM", "another program than %d is behind the link".formatted(expectedId))
          .check(() -> LibbpfLinks.bpf_link_update(link, descriptor, opts));
    } finally {
      Descriptor.close(expected);
    }
  }

  /** A descriptor of the program of that id, which the caller closes. */
  protected final int programOf(int id) {
    return LibbpfCall.of("bpf_prog_get_fd_by_id", name)
        .explain("ENOENT", "there is no program %d, or no more".formatted(id))
        .check(() -> LibbpfPrograms.bpf_prog_get_fd_by_id(id));
  }

  /** A call that replaces the program behind a link. */
  final LibbpfCall replacing(String function) {
    return explainReplacing(LibbpfCall.of(function, name));
  }

  /** Has a call say why another program is not put behind a link. */
  static LibbpfCall explainReplacing(LibbpfCall call) {
    return call.explain("EINVAL", UNFIT)
        .explain("ENOTSUPP", UNFIT)
        .explain("EOPNOTSUPP", UNFIT)
        .explain("ENOLINK", "what it was attached to is gone, or it was detached");
  }

  /** A call that ends an attachment. */
  final LibbpfCall detaching(String function) {
    return explainDetaching(LibbpfCall.of(function, name));
  }

  /** Has a call say why an attachment is not ended. */
  static LibbpfCall explainDetaching(LibbpfCall call) {
    return call.explain("EOPNOTSUPP", "links of this kind end when they are closed");
  }

  public abstract void pin(Path path);

  public abstract void unpin();

  public abstract @Nullable Path pinPath();

  /** Ends the attachment; what this holds of it stays until it is freed. */
  public abstract void detach();

  /** Has the attachment left alone when this is freed. */
  public abstract void disconnect();

  public final DescriptorStream open() {
    return stream(name, descriptor("bpf_iter_create"));
  }

  /** A run of an iterator, whose output the stream reads. */
  static DescriptorStream stream(String name, int link) {
    return new DescriptorStream(
        "the stream of iterator " + name,
        LibbpfCall.of("bpf_iter_create", name)
            .explain("EINVAL", "the link is of no iterator")
            .check(() -> LibbpfLinks.bpf_iter_create(link)));
  }

  /** Frees it. The object calls this once, while it has itself alone. */
  final void destroy() {
    isFreed = true;
    free();
  }

  protected abstract void free();

  /** What is attached, for messages. */
  @Override
  public final String toString() {
    return "link of " + Printable.of(name);
  }
}
