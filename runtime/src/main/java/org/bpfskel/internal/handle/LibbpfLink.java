package org.bpfskel.internal.handle;

import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfLinks;
import org.jspecify.annotations.Nullable;

/** libbpf's {@code struct bpf_link}. */
public final class LibbpfLink extends LinkHandle {
  private final Attached attached;
  private final long address;

  /** What is attached. */
  public enum Attached {
    PROGRAM,
    /** A struct_ops variable in a {@code .struct_ops.link} section. */
    LINKABLE_VARIABLE,
    /** A struct_ops variable in a plain section: libbpf keeps the map's descriptor in the link. */
    PLAIN_VARIABLE
  }

  /** A link that libbpf has made; it is freed with this. */
  public LibbpfLink(Attached attached, String name, long address) {
    super(name);
    this.attached = attached;
    this.address = address;
  }

  /** Where libbpf has it. */
  public long address() {
    requireOpen();
    return address;
  }

  public Attached attached() {
    return attached;
  }

  /** libbpf keeps 0 for a USDT, which would be the standard input. */
  @Override
  public int descriptor(String operation) {
    int descriptor = LibbpfLinks.bpf_link__fd(address());
    if (descriptor <= 0 || attached == Attached.PLAIN_VARIABLE) {
      throw new BpfException(
          operation,
          name(),
          BpfException.Kind.NOT_SUPPORTED,
          "it has no link in the kernel, as a USDT and a variable of a plain .struct_ops section"
              + " have none");
    }
    return descriptor;
  }

  @Override
  public void update(ProgramHandle program) {
    program.descriptor("use");
    descriptor("bpf_link__update_program");
    replacing("bpf_link__update_program")
        .check(() -> LibbpfLinks.bpf_link__update_program(address(), program.address()));
  }

  @Override
  public void pin(Path path) {
    descriptor("bpf_link__pin");
    PinPath.explain(LibbpfCall.of("bpf_link__pin", name()), path)
        .explain("EBUSY", "it is pinned at " + pinPath())
        .check(() -> LibbpfLinks.bpf_link__pin(address(), path.toString()));
  }

  @Override
  public void unpin() {
    LibbpfCall.of("bpf_link__unpin", name())
        .explain("EINVAL", "it is not pinned")
        .explain("ENOENT", "somebody has removed " + pinPath())
        .check(() -> LibbpfLinks.bpf_link__unpin(address()));
  }

  @Override
  public @Nullable Path pinPath() {
    long path = LibbpfLinks.bpf_link__pin_path(address());
    return path == 0 ? null : Path.of(NativeMemory.string(path));
  }

  @Override
  public void detach() {
    descriptor("bpf_link__detach");
    detaching("bpf_link__detach").check(() -> LibbpfLinks.bpf_link__detach(address()));
  }

  @Override
  public void disconnect() {
    LibbpfLinks.bpf_link__disconnect(address());
  }

  @Override
  protected void free() {
    LibbpfCall.of("bpf_link__destroy", name()).check(() -> Libbpf.bpf_link__destroy(address));
  }
}
