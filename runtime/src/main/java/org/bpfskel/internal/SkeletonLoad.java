package org.bpfskel.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * {@code bpf_object__load_skeleton} of a skeleton with one map, which is {@code bpf_object__load}
 * and then says where that map's variables are: in an arena newer libbpf has them at its end, and
 * nothing else tells.
 */
public final class SkeletonLoad implements AutoCloseable {
  // struct bpf_object_skeleton, of 64-bit machines.
  private static final int SIZE = 0;
  private static final int NAME = 8;
  private static final int OBJECT = 32;
  private static final int MAP_COUNT = 40;
  private static final int MAP_SKELETON_SIZE = 44;
  private static final int MAPS = 48;
  private static final int SKELETON_END = 72;

  // struct bpf_map_skeleton, behind it; every version of libbpf takes the size it is told.
  private static final int MAP = SKELETON_END + 8;
  private static final int MAPPED = SKELETON_END + 16;
  private static final int MAP_SKELETON_END = SKELETON_END + 24;

  // What the pointers of both point to.
  private static final int OBJECT_ADDRESS = MAP_SKELETON_END;
  private static final int MAP_ADDRESS = OBJECT_ADDRESS + 8;
  private static final int MAPPED_ADDRESS = MAP_ADDRESS + 8;
  private static final int END = MAPPED_ADDRESS + 8;

  private final Memory skeleton = new Memory(END);
  private final NativeBuffer name;

  public SkeletonLoad(String name, long object, long map) {
    this.name = NativeBuffer.of(CString.of("name", name));
    skeleton.clear();
    skeleton.setLong(SIZE, SKELETON_END);
    skeleton.setLong(NAME, NativeBuffer.address(this.name));
    skeleton.setPointer(OBJECT, skeleton.share(OBJECT_ADDRESS));
    skeleton.setInt(MAP_COUNT, 1);
    skeleton.setInt(MAP_SKELETON_SIZE, MAP_SKELETON_END - SKELETON_END);
    skeleton.setPointer(MAPS, skeleton.share(SKELETON_END));
    skeleton.setPointer(MAP, skeleton.share(MAP_ADDRESS));
    skeleton.setPointer(MAPPED, skeleton.share(MAPPED_ADDRESS));
    skeleton.setLong(OBJECT_ADDRESS, object);
    skeleton.setLong(MAP_ADDRESS, map);
  }

  /** Loads the object: 0 or a negative errno. */
  public int load() {
    return Libbpf.bpf_object__load_skeleton(Pointer.nativeValue(skeleton));
  }

  /** Where the map's variables are after load; 0 if it has none. */
  public long mapped() {
    return skeleton.getLong(MAPPED_ADDRESS);
  }

  @Override
  public void close() {
    skeleton.close();
    name.close();
  }
}
