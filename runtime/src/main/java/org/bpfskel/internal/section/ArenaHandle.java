package org.bpfskel.internal.section;

import org.bpfskel.BpfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.internal.foreign.NativeMemory.Block;
import org.bpfskel.internal.handle.NativeObject;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.TypeReading;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfBuffers;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.bpfskel.internal.libbpf.SkeletonLoad;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.os.ErrnoException;
import org.bpfskel.internal.os.MappedMemory;
import org.jspecify.annotations.Nullable;

/**
 * An arena: memory that programs and processes have at one address. libbpf maps it, at load, over
 * whatever is there, and copies the variables into it; what would take the process down is refused
 * before.
 */
public final class ArenaHandle extends SectionHandle {
  private static final String SECTION = SectionKind.ARENA.section();

  /** {@code BPF_F_SEGV_ON_FAULT}: SIGSEGV for a page that no program has allocated. */
  private static final int SEGV_ON_FAULT = 1 << 17;

  /** The addresses that are kept free for libbpf; null if the kernel chooses. */
  private @Nullable Range reserved;

  private record Range(long address, long size) {}

  public ArenaHandle(ObjectHandle object, long address) {
    super(object, address);
  }

  @Override
  public String section() {
    return SECTION;
  }

  @Override
  int sectionId() {
    return TypeReading.of(name(), () -> object().btf().find(SECTION, BtfKind.DATASEC));
  }

  @Override
  SectionMemory newMemory() {
    return new ArenaMemory(this, LibbpfBuffers.initialValue(address()) != null);
  }

  /**
   * Checks what libbpf does not, and keeps the arena's addresses free; within the object's load.
   */
  @Override
  public void prepareLoad() {
    memory(); // libbpf's own copy of the variables is gone after load
    super.prepareLoad();
    if (isCreated()) {
      requireRoom();
      reserve();
    }
  }

  private void requireRoom() {
    Block variables = LibbpfBuffers.initialValue(address());
    if (variables == null) {
      return;
    }
    if (variables.size() > bytes()) {
      throw refusal(
          "the variables in it are %d bytes, its %d pages are %d"
              .formatted(variables.size(), maxEntries(), bytes()));
    }
    if ((Libbpf.bpf_map__map_flags(address()) & SEGV_ON_FAULT) != 0) {
      throw refusal(
          "an arena with variables cannot have BPF_F_SEGV_ON_FAULT: libbpf would be the one to"
              + " fault when it writes them, and end the process");
    }
  }

  private void reserve() {
    Range range = new Range(LibbpfMaps.bpf_map__map_extra(address()), bytes());
    if (range.address == 0) {
      return;
    }
    int tries = 0;
    boolean last = false;
    while (!reserve(range)) {
      if (last) {
        throw refusal(
            "this process already uses some of its %d bytes at 0x%x: choose another map_extra, and"
                    .formatted(range.size, range.address)
                + " keep no view of a variable in the arena of an object that was closed");
      }
      // An arena of which a view was given may be there still, or have gone just now.
      last = !NativeObject.collect(tries++);
    }
  }

  private boolean reserve(Range range) {
    try {
      MappedMemory.reserve(range.address, range.size);
      reserved = range;
      return true;
    } catch (ErrnoException e) {
      // Of all else the kernel tells libbpf.
      return !e.symbol().equals("EEXIST");
    }
  }

  private long bytes() {
    return Integer.toUnsignedLong(maxEntries()) * MappedMemory.pageSize();
  }

  @Override
  public boolean loadsObject() {
    return true;
  }

  /** {@code bpf_object__load_skeleton}, which also tells where the variables are. */
  @Override
  public int loadObject() {
    Block before = LibbpfBuffers.initialValue(address());
    try (SkeletonLoad load = new SkeletonLoad(object().name(), object().address(), address())) {
      int result = load.load();
      Block after = LibbpfBuffers.initialValue(address());
      long mapped = after == null || after.equals(before) ? 0 : after.address();
      giveBackUnless(mapped);
      if (result == 0 && mapped != 0) {
        ((ArenaMemory) memory()).placeAt(load.mapped());
      }
      return result;
    }
  }

  /** libbpf has not mapped it if it failed before, or took a map that was there. */
  private void giveBackUnless(long mapped) {
    Range range = reserved;
    if (range != null && range.address != mapped) {
      MappedMemory.release(range.address, range.size);
    }
    reserved = null;
  }

  private BpfException refusal(String explanation) {
    return new BpfException("load", name(), BpfException.Kind.INVALID, explanation);
  }
}
