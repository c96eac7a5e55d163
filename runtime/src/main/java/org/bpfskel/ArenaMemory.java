package org.bpfskel;

import java.nio.ByteBuffer;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.MappedMemory;

/**
 * Where the variables of an arena are. The kernel lets a process map it once, which libbpf does; so
 * the native object, which unmaps it, stays until nobody can reach that memory.
 */
final class ArenaMemory extends SectionMemory {
  private final MapHandle map;
  private long address;

  ArenaMemory(MapHandle map, byte[] content) {
    super(map, content);
    this.map = map;
  }

  /** Libbpf has its mapping there. */
  void placeAt(long place) {
    address = place;
  }

  @Override
  void flush() {
    if (readable().capacity() > 0) {
      super.flush();
    }
  }

  @Override
  void map() {
    int size = readable().capacity();
    if (address == 0 && size > 0) {
      replaceByNone();
    } else if (size > 0) {
      NativeObject owner = map.object.held().object();
      owner.retain();
      ByteBuffer arena = MappedMemory.view(address, size, owner::release);
      replace(arena, arena);
    }
  }

  /** Nobody but accesses under way can reach the arena afterwards. */
  @Override
  void leave() {
    if (address != 0) {
      replaceByCopy();
    }
  }

  @Override
  protected String refusal() {
    return "load did not create map "
        + Printable.of(map.name)
        + ", for its autocreate was off, or it took over an arena that was there";
  }
}
