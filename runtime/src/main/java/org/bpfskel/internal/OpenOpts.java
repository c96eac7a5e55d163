package org.bpfskel.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct bpf_object_open_opts} of libbpf 1.4, on 64-bit machines; newer ones take any prefix
 * of theirs. Written by hand: a {@code Structure} of JNA reflects, and every process opens.
 */
public final class OpenOpts {
  private static final int SZ = 0;
  private static final int OBJECT_NAME = 8;
  private static final int RELAXED_MAPS = 16;
  private static final int PIN_ROOT_PATH = 24;
  private static final int KCONFIG = 40;
  private static final int BTF_CUSTOM_PATH = 48;
  private static final int KERNEL_LOG_LEVEL = 72;
  private static final int BPF_TOKEN_PATH = 80;
  private static final int END = 88;

  private final Memory opts = new Memory(END);

  /** What the pointers point to. */
  private final List<NativeBuffer> texts = new ArrayList<>();

  /** Options with that name for the object, and libbpf's defaults else. */
  public OpenOpts(String objectName) {
    opts.clear();
    opts.setLong(SZ, END);
    text(OBJECT_NAME, "object_name", objectName);
  }

  /** {@code relaxed_maps}. */
  public OpenOpts relaxedMaps(boolean relaxed) {
    opts.setByte(RELAXED_MAPS, (byte) (relaxed ? 1 : 0));
    return this;
  }

  /** {@code pin_root_path}. */
  public OpenOpts pinRootPath(@Nullable String path) {
    return text(PIN_ROOT_PATH, "pin_root_path", path);
  }

  /** {@code kconfig}. */
  public OpenOpts kconfig(@Nullable String lines) {
    return text(KCONFIG, "kconfig", lines);
  }

  /** {@code btf_custom_path}. */
  public OpenOpts btfCustomPath(@Nullable String path) {
    return text(BTF_CUSTOM_PATH, "btf_custom_path", path);
  }

  /** {@code kernel_log_level}. */
  public OpenOpts kernelLogLevel(int level) {
    opts.setInt(KERNEL_LOG_LEVEL, level);
    return this;
  }

  /** {@code bpf_token_path}. */
  public OpenOpts bpfTokenPath(@Nullable String path) {
    return text(BPF_TOKEN_PATH, "bpf_token_path", path);
  }

  private OpenOpts text(int member, String name, @Nullable String text) {
    if (text != null) {
      NativeBuffer copy = NativeBuffer.of(CString.of(name, text));
      texts.add(copy);
      opts.setLong(member, NativeBuffer.address(copy));
    }
    return this;
  }

  /** Where C finds them, for as long as this is reachable. */
  public long address() {
    return Pointer.nativeValue(opts);
  }
}
