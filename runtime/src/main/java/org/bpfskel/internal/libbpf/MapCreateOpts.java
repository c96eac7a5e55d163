package org.bpfskel.internal.libbpf;

/**
 * What a map is created with beside its sizes, of libbpf 1.4; newer ones take any prefix of theirs:
 *
 * <pre>{@code
 * struct bpf_map_create_opts {
 *   size_t sz;
 *   __u32 btf_fd;
 *   __u32 btf_key_type_id;
 *   __u32 btf_value_type_id;
 *   __u32 btf_vmlinux_value_type_id;
 *   __u32 inner_map_fd;
 *   __u32 map_flags;
 *   __u64 map_extra;
 *   __u32 numa_node;
 *   __u32 map_ifindex;
 *   __s32 value_type_btf_obj_fd;
 *   __u32 token_fd;
 * };
 * }</pre>
 */
public final class MapCreateOpts extends LibbpfOpts {
  private static final int BTF_FD = 8;
  private static final int BTF_KEY_TYPE_ID = 12;
  private static final int BTF_VALUE_TYPE_ID = 16;
  private static final int BTF_VMLINUX_VALUE_TYPE_ID = 20;
  private static final int INNER_MAP_FD = 24;
  private static final int MAP_FLAGS = 28;
  private static final int MAP_EXTRA = 32;
  private static final int NUMA_NODE = 40;
  private static final int MAP_IFINDEX = 44;
  private static final int VALUE_TYPE_BTF_OBJ_FD = 48;
  private static final int TOKEN_FD = 52;
  private static final int SIZE = 56;

  /** The kernel's defaults. */
  public MapCreateOpts() {
    super(SIZE);
  }

  /** {@code btf_fd}, {@code btf_key_type_id}, {@code btf_value_type_id}. */
  public MapCreateOpts btf(int fd, int keyTypeId, int valueTypeId) {
    int32(BTF_FD, fd);
    int32(BTF_KEY_TYPE_ID, keyTypeId);
    int32(BTF_VALUE_TYPE_ID, valueTypeId);
    return this;
  }

  /** {@code btf_vmlinux_value_type_id}. */
  public MapCreateOpts btfVmlinuxValueTypeId(int typeId) {
    int32(BTF_VMLINUX_VALUE_TYPE_ID, typeId);
    return this;
  }

  /** {@code value_type_btf_obj_fd}. */
  public MapCreateOpts valueTypeBtfObjFd(int fd) {
    int32(VALUE_TYPE_BTF_OBJ_FD, fd);
    return this;
  }

  /** {@code inner_map_fd}. */
  public MapCreateOpts innerMapFd(int fd) {
    int32(INNER_MAP_FD, fd);
    return this;
  }

  /** {@code map_flags}, {@code map_extra}. */
  public MapCreateOpts flags(int mapFlags, long mapExtra) {
    int32(MAP_FLAGS, mapFlags);
    int64(MAP_EXTRA, mapExtra);
    return this;
  }

  /** {@code numa_node}, {@code map_ifindex}. */
  public MapCreateOpts place(int numaNode, int ifindex) {
    int32(NUMA_NODE, numaNode);
    int32(MAP_IFINDEX, ifindex);
    return this;
  }

  /** {@code token_fd}. */
  public MapCreateOpts tokenFd(int fd) {
    int32(TOKEN_FD, fd);
    return this;
  }
}
