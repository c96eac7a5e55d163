package org.bpfskel;

import java.nio.file.Path;
import org.bpfskel.internal.foreign.CString;
import org.bpfskel.internal.handle.LogLimits;
import org.bpfskel.internal.load.OpenParameters;
import org.jspecify.annotations.Nullable;

/**
 * How an object is opened: libbpf's {@code struct bpf_object_open_opts}, whose members the setters
 * of the {@link Builder} are named after. Immutable, and good for any number of objects.
 *
 * <pre>{@code
 * OpenOptions options = OpenOptions.builder().kconfig("CONFIG_HZ=250\n").build();
 * try (Skel skel = Skel.open(options)) { … }
 * }</pre>
 */
public final class OpenOptions {
  /** Nothing but libbpf's own choices. */
  public static final OpenOptions DEFAULT = builder().build();

  private final OpenParameters parameters;

  private OpenOptions(OpenParameters parameters) {
    this.parameters = parameters;
  }

  /** {@return a builder in which nothing is chosen yet} */
  public static Builder builder() {
    return new Builder();
  }

  OpenParameters parameters() {
    return parameters;
  }

  /** Collects options. Not safe for use by several threads. */
  public static final class Builder {
    private @Nullable String objectName;
    private boolean relaxedMaps;
    private @Nullable Path pinRootPath;
    private @Nullable String kconfig;
    private @Nullable Path btfCustomPath;
    private int kernelLogLevel;
    private int kernelLogSize;
    private @Nullable Path bpfTokenPath;

    private Builder() {}

    /**
     * The object's name, which begins the names of its data section maps in the kernel: {@code
     * object_name}. By default made from the file's name.
     *
     * @param name any but the empty one; the kernel keeps 15 bytes of each name that is made of it
     * @return this builder
     * @throws IllegalArgumentException if it is empty, has a NUL, or half of a surrogate pair
     */
    public Builder objectName(String name) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("objectName is empty");
      }
      objectName = CString.checked("objectName", name);
      return this;
    }

    /**
     * Whether map definitions may have members that libbpf does not know: {@code relaxed_maps}.
     *
     * @param relaxed true to pass over them; by default they are errors
     * @return this builder
     */
    public Builder relaxedMaps(boolean relaxed) {
      relaxedMaps = relaxed;
      return this;
    }

    /**
     * The directory of a BPF file system in which load pins the maps that ask for it, {@code
     * __uint(pinning, LIBBPF_PIN_BY_NAME)}, or takes what is pinned there: {@code pin_root_path}.
     * {@code /sys/fs/bpf} by default.
     *
     * @param directory made at load if it is missing
     * @return this builder
     */
    public Builder pinRootPath(Path directory) {
      pinRootPath = directory;
      return this;
    }

    /**
     * Kernel configuration for {@code __kconfig} variables, which goes before that of the running
     * kernel: {@code kconfig}. Lines such as {@code CONFIG_HZ=250}.
     *
     * @param lines with line feeds between
     * @return this builder
     * @throws IllegalArgumentException if it has a NUL or half of a surrogate pair
     */
    public Builder kconfig(String lines) {
      kconfig = CString.checked("kconfig", lines);
      return this;
    }

    /**
     * A file with BTF, raw or in ELF, that CO-RE relocations are resolved with in place of the
     * running kernel's: {@code btf_custom_path}. It must be there at open; load reads it.
     *
     * @param file of that kernel, such as a copy of {@code /sys/kernel/btf/vmlinux}
     * @return this builder
     */
    public Builder btfCustomPath(Path file) {
      btfCustomPath = file;
      return this;
    }

    /**
     * What the kernel writes into the log of every program, and of the object's BTF, whether the
     * load succeeds or not: {@code kernel_log_level}. 1 for the verifier's steps, 2 for all of
     * them, plus 4 for statistics. At 0, the default, a log is made only of what is refused. See
     * {@link BpfProgram#verifierLog}.
     *
     * @param level as the kernel counts them, 0 at least
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder kernelLogLevel(int level) {
      kernelLogLevel = LogLimits.requireLevel(level);
      return this;
    }

    /**
     * Bytes of each program's log buffer: {@code kernel_log_size}, though every program gets a
     * buffer of its own. At 0, the default, libbpf enlarges its buffer until the log fits; one of a
     * chosen size makes a load fail with {@code ENOSPC} if the log is longer.
     *
     * @param bytes 0 to let it grow
     * @return this builder
     * @throws IllegalArgumentException if it is neither 0 nor of {@value LogLimits#MIN_SIZE} to
     *     {@value LogLimits#MAX_SIZE}, which the kernel takes
     */
    public Builder kernelLogSize(int bytes) {
      kernelLogSize = LogLimits.requireSize(bytes);
      return this;
    }

    /**
     * The mount point of a BPF file system that delegates privileges, from which a BPF token is
     * made: {@code bpf_token_path}. Needs Linux 6.9. By default libbpf tries {@code
     * LIBBPF_BPF_TOKEN_PATH} of the environment, then {@code /sys/fs/bpf}, and goes on without one.
     *
     * <p>The token is what {@code bpf_token_create} makes; libbpf keeps it, and uses it for all
     * that it loads.
     *
     * @param mountPoint where that file system is mounted
     * @return this builder
     */
    public Builder bpfTokenPath(Path mountPoint) {
      bpfTokenPath = mountPoint;
      return this;
    }

    /** {@return the options chosen so far} */
    public OpenOptions build() {
      return new OpenOptions(
          new OpenParameters(
              objectName,
              relaxedMaps,
              pinRootPath,
              kconfig,
              btfCustomPath,
              kernelLogLevel,
              kernelLogSize,
              bpfTokenPath));
    }
  }
}
