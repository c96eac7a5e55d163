package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.foreign.NativeStruct;

/**
 * {@code struct bpf_prog_info} of Linux 5.18 and later, of which an older kernel leaves at zero
 * what it does not know. As far as it is used:
 *
 * <pre>{@code
 * struct bpf_prog_info {
 *   __u32 type;
 *   __u32 id;
 *   __u8 tag[BPF_TAG_SIZE];
 *   __u32 jited_prog_len;
 *   __u32 xlated_prog_len;
 *   …
 *   __u64 load_time;
 *   __u32 created_by_uid;
 *   __u32 nr_map_ids;
 *   __aligned_u64 map_ids;
 *   char name[BPF_OBJ_NAME_LEN];
 *   __u32 ifindex;
 *   __u32 gpl_compatible : 1;
 *   …
 *   __u32 btf_id;
 *   …
 *   __u64 run_time_ns;
 *   __u64 run_cnt;
 *   __u64 recursion_misses;
 *   __u32 verified_insns;
 *   __u32 attach_btf_obj_id;
 *   __u32 attach_btf_id;
 * };
 * }</pre>
 */
public final class ProgInfo extends NativeStruct {
  private static final int TYPE = 0;
  private static final int ID = 4;
  private static final int TAG = 8;
  private static final int BPF_TAG_SIZE = 8;
  private static final int JITED_PROG_LEN = 16;
  private static final int XLATED_PROG_LEN = 20;
  private static final int LOAD_TIME = 40;
  private static final int CREATED_BY_UID = 48;
  private static final int NR_MAP_IDS = 52;
  private static final int MAP_IDS = 56;
  private static final int NAME = 64;
  private static final int BPF_OBJ_NAME_LEN = 16;
  private static final int IFINDEX = 80;
  private static final int GPL_COMPATIBLE = 84;
  private static final int BTF_ID = 128;
  private static final int RUN_TIME_NS = 192;
  private static final int RUN_CNT = 200;
  private static final int RECURSION_MISSES = 208;
  private static final int VERIFIED_INSNS = 216;
  private static final int ATTACH_BTF_OBJ_ID = 220;
  private static final int ATTACH_BTF_ID = 224;
  private static final int SIZE = 232;

  /** As {@code bpf_prog_get_info_by_fd} wants it, without room for anything that is long. */
  public ProgInfo() {
    super(SIZE);
  }

  /** With room for the ids of so many maps. */
  public ProgInfo(int nrMapIds, NativeBuffer mapIds) {
    this();
    int32(NR_MAP_IDS, nrMapIds);
    pointer(MAP_IDS, mapIds);
  }

  /** {@code bpf_prog_get_info_by_fd} into this: 0, or a negative errno. */
  public int read(int fd) {
    return LibbpfPrograms.bpf_prog_get_info_by_fd(fd, this, new int[] {SIZE});
  }

  public int type() {
    return int32(TYPE);
  }

  public int id() {
    return int32(ID);
  }

  public byte[] tag() {
    return bytes(TAG, BPF_TAG_SIZE);
  }

  public int jitedProgLen() {
    return int32(JITED_PROG_LEN);
  }

  public int xlatedProgLen() {
    return int32(XLATED_PROG_LEN);
  }

  public long loadTime() {
    return int64(LOAD_TIME);
  }

  public int createdByUid() {
    return int32(CREATED_BY_UID);
  }

  public int nrMapIds() {
    return int32(NR_MAP_IDS);
  }

  public String name() {
    return text(NAME, BPF_OBJ_NAME_LEN);
  }

  public int ifindex() {
    return int32(IFINDEX);
  }

  public boolean gplCompatible() {
    return (int32(GPL_COMPATIBLE) & 1) != 0;
  }

  public int btfId() {
    return int32(BTF_ID);
  }

  public long runTimeNs() {
    return int64(RUN_TIME_NS);
  }

  public long runCnt() {
    return int64(RUN_CNT);
  }

  public long recursionMisses() {
    return int64(RECURSION_MISSES);
  }

  public int verifiedInsns() {
    return int32(VERIFIED_INSNS);
  }

  public int attachBtfObjId() {
    return int32(ATTACH_BTF_OBJ_ID);
  }

  public int attachBtfId() {
    return int32(ATTACH_BTF_ID);
  }
}
