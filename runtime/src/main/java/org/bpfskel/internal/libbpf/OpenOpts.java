package org.bpfskel.internal.libbpf;

import org.jspecify.annotations.Nullable;

/**
 * What an object is opened with, of libbpf 1.4; newer ones take any prefix of theirs:
 *
 * <pre>{@code
 * struct bpf_object_open_opts {
 *   size_t sz;
 *   const char *object_name;
 *   bool relaxed_maps;
 *   const char *pin_root_path;
 *   __u32 :32;
 *   const char *kconfig;
 *   const char *btf_custom_path;
 *   char *kernel_log_buf;
 *   size_t kernel_log_size;
 *   __u32 kernel_log_level;
 *   const char *bpf_token_path;
 * };
 * }</pre>
 */
public final class OpenOpts extends LibbpfOpts {
  private static final int OBJECT_NAME = 8;
  private static final int RELAXED_MAPS = 16;
  private static final int PIN_ROOT_PATH = 24;
  private static final int KCONFIG = 40;
  private static final int BTF_CUSTOM_PATH = 48;
  private static final int KERNEL_LOG_LEVEL = 72;
  private static final int BPF_TOKEN_PATH = 80;
  private static final int SIZE = 88;

  /** Options with that name for the object, and libbpf's defaults else. */
  public OpenOpts(String objectName) {
    super(SIZE);
    string(OBJECT_NAME, "object_name", objectName);
  }

  /** {@code relaxed_maps}. */
  public OpenOpts relaxedMaps(boolean relaxed) {
    bool(RELAXED_MAPS, relaxed);
    return this;
  }

  /** {@code pin_root_path}. */
  public OpenOpts pinRootPath(@Nullable String path) {
    string(PIN_ROOT_PATH, "pin_root_path", path);
    return this;
  }

  /** {@code kconfig}. */
  public OpenOpts kconfig(@Nullable String lines) {
    string(KCONFIG, "kconfig", lines);
    return this;
  }

  /** {@code btf_custom_path}. */
  public OpenOpts btfCustomPath(@Nullable String path) {
    string(BTF_CUSTOM_PATH, "btf_custom_path", path);
    return this;
  }

  /** {@code kernel_log_level}. */
  public OpenOpts kernelLogLevel(int level) {
    int32(KERNEL_LOG_LEVEL, level);
    return this;
  }

  /** {@code bpf_token_path}. */
  public OpenOpts bpfTokenPath(@Nullable String path) {
    string(BPF_TOKEN_PATH, "bpf_token_path", path);
    return this;
  }
}
