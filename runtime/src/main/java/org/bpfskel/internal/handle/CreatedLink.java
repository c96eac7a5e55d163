package org.bpfskel.internal.handle;

import java.nio.file.Path;
import java.util.List;
import org.bpfskel.internal.libbpf.LibbpfLinks;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * A link of the kernel by its descriptor. libbpf makes no {@code struct bpf_link} of one, and some
 * attachments it cannot make: its functions take neither flags nor another attach type than the
 * program's own.
 */
public final class CreatedLink extends LinkHandle {
  private final int descriptor;
  private @Nullable Path pinnedAt;
  private boolean isDisconnected;

  /** Owns the descriptor from now on. */
  public CreatedLink(String name, int descriptor) {
    super(name);
    this.descriptor = descriptor;
  }

  @Override
  public int descriptor(String operation) {
    requireOpen();
    return descriptor;
  }

  @Override
  public void update(ProgramHandle program) {
    requireOpen();
    int replacement = program.descriptor("use");
    replacing("bpf_link_update")
        .check(() -> LibbpfLinks.bpf_link_update(descriptor, replacement, null));
  }

  @Override
  public void pin(Path path) {
    requireOpen();
    LibbpfCall call = PinPath.explain(LibbpfCall.of("bpf_obj_pin", name()), path);
    if (pinnedAt != null) {
      throw call.explain("EBUSY", "it is pinned at " + pinnedAt).failure(Errno.EBUSY, List.of());
    }
    PinPath.makeFolder(path);
    call.check(() -> LibbpfMaps.bpf_obj_pin(descriptor, path.toString()));
    pinnedAt = path;
  }

  @Override
  public void unpin() {
    requireOpen();
    Path path = pinnedAt;
    if (path == null) {
      throw LibbpfCall.of("unlink", name())
          .explain("EINVAL", "it is not pinned")
          .failure(Errno.EINVAL, List.of());
    }
    SystemCall.on(name())
        .explain("ENOENT", () -> "somebody has removed " + path)
        .run(() -> Descriptor.unlink(path.toString()));
    pinnedAt = null;
  }

  @Override
  public @Nullable Path pinPath() {
    requireOpen();
    return pinnedAt;
  }

  @Override
  public void detach() {
    requireOpen();
    detaching("bpf_link_detach").check(() -> LibbpfLinks.bpf_link_detach(descriptor));
  }

  /** As libbpf does: the descriptor stays open until the process ends. */
  @Override
  public void disconnect() {
    requireOpen();
    isDisconnected = true;
  }

  @Override
  protected void free() {
    if (!isDisconnected) {
      Descriptor.close(descriptor);
    }
  }
}
