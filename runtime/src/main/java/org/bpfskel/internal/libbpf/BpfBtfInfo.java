package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.foreign.NativeStruct;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct bpf_btf_info} of Linux 5.11 and later, of which an older kernel leaves at zero what
 * it does not know:
 *
 * <pre>{@code
 * struct bpf_btf_info {
 *   __aligned_u64 btf;
 *   __u32 btf_size;
 *   __u32 id;
 *   __aligned_u64 name;
 *   __u32 name_len;
 *   __u32 kernel_btf;
 * };
 * }</pre>
 */
public final class BpfBtfInfo extends NativeStruct {
  private static final int BTF = 0;
  private static final int BTF_SIZE = 8;
  private static final int ID = 12;
  private static final int NAME = 16;
  private static final int NAME_LEN = 24;
  private static final int KERNEL_BTF = 28;
  private static final int SIZE = 32;

  /** Of a module's name, {@code MODULE_NAME_LEN}, and {@code vmlinux}. */
  private static final int LONGEST_NAME = 64;

  private final NativeBuffer name = NativeBuffer.zeroed(LONGEST_NAME);

  /** With room for the name, and for so many bytes of types. */
  public BpfBtfInfo(int btfSize, @Nullable NativeBuffer btf) {
    super(SIZE);
    pointer(BTF, btf);
    int32(BTF_SIZE, btfSize);
    pointer(NAME, name);
    int32(NAME_LEN, LONGEST_NAME);
  }

  /** {@code bpf_btf_get_info_by_fd} into this: 0, or a negative errno. */
  public int read(int fd) {
    return LibbpfObjects.bpf_btf_get_info_by_fd(fd, this, new int[] {SIZE});
  }

  public int btfSize() {
    return int32(BTF_SIZE);
  }

  public int id() {
    return int32(ID);
  }

  /** Empty if it belongs to a program or map. */
  public String name() {
    return NativeMemory.text(name.read(LONGEST_NAME));
  }

  public boolean kernelBtf() {
    return int32(KERNEL_BTF) != 0;
  }
}
