package org.bpfskel.internal;

import com.sun.jna.Structure;
import org.jspecify.annotations.Nullable;

/** {@code struct bpf_object_open_opts} of libbpf 1.4; newer ones take any prefix of theirs. */
@Structure.FieldOrder({
  "sz",
  "object_name",
  "relaxed_maps",
  "pin_root_path",
  "removed",
  "kconfig",
  "btf_custom_path",
  "kernel_log_buf",
  "kernel_log_size",
  "kernel_log_level",
  "bpf_token_path"
})
public final class OpenOpts extends Structure {
  public long sz;
  public @Nullable String object_name;
  public byte relaxed_maps;
  public @Nullable String pin_root_path;

  /** Nameless in C, where it was {@code attach_prog_fd}. */
  public int removed;

  public @Nullable String kconfig;
  public @Nullable String btf_custom_path;
  public long kernel_log_buf;
  public long kernel_log_size;
  public int kernel_log_level;
  public @Nullable String bpf_token_path;

  public OpenOpts() {
    super(ALIGN_DEFAULT);
    sz = size();
  }
}
