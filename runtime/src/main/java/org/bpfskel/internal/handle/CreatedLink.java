package org.bpfskel.internal.handle;

import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.internal.libbpf.LibbpfLinks;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.bpfskel.internal.os.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * A link of the kernel by its descriptor. libbpf makes no {@code struct bpf_link} of one, and some
 * attachments it cannot make: its functions take neither flags nor another attach type than the
 * program's own.
 */
public final class CreatedLink extends LinkHandle {
  private static final String PIN = "bpf_obj_pin";

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
    if (pinnedAt != null) {
      throw new BpfException(PIN, name(), BpfException.Kind.BUSY, "it is pinned at " + pinnedAt);
    }
    LibbpfCall call = PinPath.explain(LibbpfCall.of(PIN, name()), path);
    PinPath.makeFolder(path);
    call.check(() -> LibbpfMaps.bpf_obj_pin(descriptor, path.toString()));
    pinnedAt = path;
  }

  @Override
  public void unpin() {
    requireOpen();
    Path path = pinnedAt;
    if (path == null) {
      throw new BpfException("unlink", name(), BpfException.Kind.INVALID, "it is not pinned");
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
