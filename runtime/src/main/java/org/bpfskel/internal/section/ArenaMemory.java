package org.bpfskel.internal.section;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.BpfException;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.foreign.NativeMemory.Block;
import org.bpfskel.internal.handle.Gate;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.NativeObject;
import org.bpfskel.internal.os.MappedMemory;

/**
 * Where the variables of an arena are. The kernel lets a process map it once, which libbpf does,
 * and unmaps it with the native object: at close, once accesses under way have ended. Of what a
 * view was given the native object stays until nobody can reach the view.
 */
public final class ArenaMemory extends SectionMemory {
  private final MapHandle map;
  private final Gate accesses = new Gate();
  private long address;

  /** Without bytes if the arena has no variables. */
  ArenaMemory(MapHandle map, boolean hasVariables) {
    super(map, hasVariables, true);
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
  synchronized void map() {
    int size = readable().capacity();
    if (address == 0 && size > 0) {
      replaceByNone();
    } else if (size > 0) {
      replaceByGuarded(NativeMemory.buffer(new Block(address, size)));
      accesses.open();
    }
  }

  @Override
  protected boolean admit() {
    return accesses.enter();
  }

  @Override
  protected void dismiss() {
    accesses.leave();
  }

  @Override
  public ByteBuffer lasting() {
    if (accesses.enter()) {
      try {
        return view();
      } finally {
        accesses.leave();
      }
    }
    synchronized (this) {
      return readable();
    }
  }

  private ByteBuffer view() {
    NativeObject owner = map.object().held().object();
    owner.retain();
    return MappedMemory.view(address, readable().capacity(), owner::release);
  }

  /** Nobody but views can reach the arena afterwards. */
  @Override
  synchronized void leave() {
    if (address != 0 && readable().capacity() > 0) {
      accesses.shut();
      goOn();
    }
    super.leave();
  }

  private void goOn() {
    try {
      replaceByCopy();
    } catch (BpfException | OutOfMemoryError e) {
      // There is no room for a copy: then as for views.
      ByteBuffer arena = view().order(ByteOrder.nativeOrder());
      replace(arena, arena);
    }
  }

  @Override
  protected String refusal() {
    return isLeftOut()
        ? super.refusal()
        : "map " + Printable.of(map.name()) + " took over an arena that was there";
  }
}
