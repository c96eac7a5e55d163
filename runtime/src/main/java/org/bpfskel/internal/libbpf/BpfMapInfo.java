package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeStruct;

/**
 * {@code struct bpf_map_info} of Linux 5.15 and later, of which an older kernel leaves at zero what
 * it does not know:
 *
 * <pre>{@code
 * struct bpf_map_info {
 *   __u32 type;
 *   __u32 id;
 *   __u32 key_size;
 *   __u32 value_size;
 *   __u32 max_entries;
 *   __u32 map_flags;
 *   char name[BPF_OBJ_NAME_LEN];
 *   __u32 ifindex;
 *   __u32 btf_vmlinux_value_type_id;
 *   __u64 netns_dev;
 *   __u64 netns_ino;
 *   __u32 btf_id;
 *   __u32 btf_key_type_id;
 *   __u32 btf_value_type_id;
 *   __u32 btf_vmlinux_id;
 *   __u64 map_extra;
 * };
 * }</pre>
 */
public final class BpfMapInfo extends NativeStruct {
  private static final int TYPE = 0;
  private static final int ID = 4;
  private static final int KEY_SIZE = 8;
  private static final int VALUE_SIZE = 12;
  private static final int MAX_ENTRIES = 16;
  private static final int MAP_FLAGS = 20;
  private static final int NAME = 24;
  private static final int BPF_OBJ_NAME_LEN = 16;
  private static final int IFINDEX = 40;
  private static final int BTF_VMLINUX_VALUE_TYPE_ID = 44;
  private static final int NETNS_DEV = 48;
  private static final int NETNS_INO = 56;
  private static final int BTF_ID = 64;
  private static final int BTF_KEY_TYPE_ID = 68;
  private static final int BTF_VALUE_TYPE_ID = 72;
  private static final int BTF_VMLINUX_ID = 76;
  private static final int MAP_EXTRA = 80;
  private static final int SIZE = 88;

  /** As {@code bpf_map_get_info_by_fd} wants it. */
  public BpfMapInfo() {
    super(SIZE);
  }

  /** {@code bpf_map_get_info_by_fd} into this: 0, or a negative errno. */
  public int read(int fd) {
    return LibbpfMaps.bpf_map_get_info_by_fd(fd, this, new int[] {SIZE});
  }

  public int type() {
    return int32(TYPE);
  }

  public int id() {
    return int32(ID);
  }

  public int keySize() {
    return int32(KEY_SIZE);
  }

  public int valueSize() {
    return int32(VALUE_SIZE);
  }

  public int maxEntries() {
    return int32(MAX_ENTRIES);
  }

  public int mapFlags() {
    return int32(MAP_FLAGS);
  }

  public String name() {
    return text(NAME, BPF_OBJ_NAME_LEN);
  }

  public int ifindex() {
    return int32(IFINDEX);
  }

  public int btfVmlinuxValueTypeId() {
    return int32(BTF_VMLINUX_VALUE_TYPE_ID);
  }

  public long netnsDev() {
    return int64(NETNS_DEV);
  }

  public long netnsIno() {
    return int64(NETNS_INO);
  }

  public int btfId() {
    return int32(BTF_ID);
  }

  public int btfKeyTypeId() {
    return int32(BTF_KEY_TYPE_ID);
  }

  public int btfValueTypeId() {
    return int32(BTF_VALUE_TYPE_ID);
  }

  public int btfVmlinuxId() {
    return int32(BTF_VMLINUX_ID);
  }

  public long mapExtra() {
    return int64(MAP_EXTRA);
  }
}
