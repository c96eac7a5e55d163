package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeStruct;

/**
 * {@code bpf_object__load_skeleton} of a skeleton with one map, which is {@code bpf_object__load}
 * and then says where that map's variables are: in an arena newer libbpf has them at its end, and
 * nothing else tells. Both structs go with their sizes, and every version of libbpf takes these:
 *
 * <pre>{@code
 * struct bpf_object_skeleton {
 *   size_t sz;
 *   const char *name;
 *   const void *data;
 *   size_t data_sz;
 *   struct bpf_object **obj;
 *   int map_cnt;
 *   int map_skel_sz;
 *   struct bpf_map_skeleton *maps;
 *   int prog_cnt;
 *   int prog_skel_sz;
 *   struct bpf_prog_skeleton *progs;
 * };
 * struct bpf_map_skeleton {
 *   const char *name;
 *   struct bpf_map **map;
 *   void **mmaped;
 * };
 * }</pre>
 */
public final class SkeletonLoad extends NativeStruct {
  // struct bpf_object_skeleton
  private static final int SZ = 0;
  private static final int NAME = 8;
  private static final int OBJ = 32;
  private static final int MAP_CNT = 40;
  private static final int MAP_SKEL_SZ = 44;
  private static final int MAPS = 48;
  private static final int SIZE = 72;

  // struct bpf_map_skeleton, behind it
  private static final int MAP = SIZE + 8;
  private static final int MMAPED = SIZE + 16;
  private static final int MAP_SIZE = 24;

  // What the pointers of both point to, behind these
  private static final int TO_OBJ = SIZE + MAP_SIZE;
  private static final int TO_MAP = TO_OBJ + Long.BYTES;
  private static final int TO_MMAPED = TO_MAP + Long.BYTES;
  private static final int END = TO_MMAPED + Long.BYTES;

  public SkeletonLoad(String name, long object, long map) {
    super(END);
    int64(SZ, SIZE);
    string(NAME, "name", name);
    int64(OBJ, address() + TO_OBJ);
    int32(MAP_CNT, 1);
    int32(MAP_SKEL_SZ, MAP_SIZE);
    int64(MAPS, address() + SIZE);
    int64(MAP, address() + TO_MAP);
    int64(MMAPED, address() + TO_MMAPED);
    int64(TO_OBJ, object);
    int64(TO_MAP, map);
  }

  /** Loads the object: 0 or a negative errno. */
  public int load() {
    return Libbpf.bpf_object__load_skeleton(this);
  }

  /** Where the map's variables are after load; 0 if it has none. */
  public long mapped() {
    return int64(TO_MMAPED);
  }
}
