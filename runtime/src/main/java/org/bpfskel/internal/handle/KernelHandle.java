package org.bpfskel.internal.handle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bpfskel.BpfException;
import org.bpfskel.internal.foreign.Release;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.HeldDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Something of the kernel's that this process holds by a descriptor of its own, without an object:
 * which calls may use that now, where it is pinned, and what is closed with it.
 */
public final class KernelHandle {
  private final String name;
  private final int descriptor;
  private final Lifetime lifetime;
  private final Release release;

  /** Where it was opened, or pinned through this; changed while a call has it alone. */
  private volatile @Nullable Path pinPath;

  /**
   * Owns the descriptor from now on, and closes it also if this throws.
   *
   * @param name what messages call it
   * @param pinPath where it was found; null if not by a pin
   */
  public KernelHandle(String name, int descriptor, @Nullable Path pinPath) {
    this.name = name;
    this.descriptor = descriptor;
    this.pinPath = pinPath;
    this.lifetime = new Lifetime(name);
    try {
      this.release = new Release(lifetime, new HeldDescriptor(name, descriptor));
    } catch (RuntimeException | Error e) {
      Descriptor.close(descriptor);
      throw e;
    }
    lifetime.load(() -> {}, () -> {});
  }

  public String name() {
    return name;
  }

  Lifetime lifetime() {
    return lifetime;
  }

  /** The kernel's descriptor; within a call. */
  int descriptor() {
    return descriptor;
  }

  public boolean isOpen() {
    return lifetime.allows(Lifetime.AFTER_LOAD);
  }

  /**
   * Runs a call on the descriptor, which stays open meanwhile.
   *
   * @throws IllegalStateException after close
   */
  public <T extends @Nullable Object> T call(String operation, IntFunction<T> call) {
    return lifetime.shared(operation, Lifetime.AFTER_LOAD, () -> call.apply(descriptor));
  }

  /** As {@link #call}, for what changes where it is pinned. */
  private void alone(String operation, Runnable call) {
    lifetime.exclusive(
        operation,
        Lifetime.AFTER_LOAD,
        () -> {
          call.run();
          return name;
        });
  }

  public @Nullable Path pinPath() {
    return pinPath;
  }

  /** {@code bpf_obj_pin}, in a folder that is made if it is missing. */
  public void pin(Path path) {
    alone("pin", () -> pinNow(path));
  }

  /** Within a call that has it alone. */
  void pinNow(Path path) {
    Path before = pinPath;
    if (before != null && Files.exists(before)) {
      throw new BpfException(
          "bpf_obj_pin",
          name,
          BpfException.Kind.INVALID,
          "it is pinned at " + before + " already: unpin it first");
    }
    PinPath.makeFolder(path);
    PinPath.explain(LibbpfCall.of("bpf_obj_pin", name), path)
        .check(() -> LibbpfMaps.bpf_obj_pin(descriptor, path.toString()));
    pinPath = path;
  }

  /** Removes the file, as {@code bpf_map__unpin} and its like do. */
  public void unpin() {
    alone("unpin", this::unpinNow);
  }

  /** Within a call that has it alone. */
  void unpinNow() {
    Path path = pinPath;
    if (path == null) {
      throw new BpfException("unlink", name, BpfException.Kind.INVALID, "it is not pinned");
    }
    try {
      Files.delete(path);
    } catch (NoSuchFileException e) {
      throw new BpfException(
          "unlink", name, BpfException.Kind.NOT_FOUND, "somebody has removed " + path);
    } catch (IOException e) {
      throw new BpfException(
          "unlink", name, BpfException.Kind.PERMISSION, path + " cannot be removed: " + e);
    }
    pinPath = null;
  }

  /** Closes the descriptor, once. */
  public void close() {
    lifetime.close("close", release::now);
  }

  /** What it is, for messages. */
  @Override
  public String toString() {
    return name;
  }
}
