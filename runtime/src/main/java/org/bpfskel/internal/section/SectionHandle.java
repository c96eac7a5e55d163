package org.bpfskel.internal.section;

import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.btf.SectionLayout;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.handle.Lifetime;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.TypeReading;
import org.bpfskel.internal.libbpf.Libbpf;
import org.jspecify.annotations.Nullable;

/** A map with global variables, and the memory that they are in. */
public class SectionHandle extends MapHandle {
  /** {@code BPF_F_MMAPABLE}. */
  private static final int MMAPABLE = 1 << 10;

  /** As of open: libbpf forgets it if it has to create the map without BTF. */
  private final int typeId;

  private @Nullable SectionMemory memory;

  public SectionHandle(ObjectHandle object, long address) {
    super(object, address);
    this.typeId = Libbpf.bpf_map__btf_value_type_id(address);
  }

  /**
   * The section of the ELF file that the variables are in, if the map has a name of its own; else
   * null.
   */
  public @Nullable String section() {
    return null;
  }

  /** BTF id of the section; 0 for one without types, such as {@code .rodata.str1.1}. */
  int sectionId() {
    return typeId;
  }

  /**
   * The variables as they are in this build of the object.
   *
   * @throws BpfException if the section's type is unreadable
   * @throws IllegalStateException after close
   */
  public final StructLayout layout() {
    int sectionId = sectionId();
    return sectionId == 0
        ? new StructLayout(name(), size(), List.of())
        : TypeReading.of(name(), () -> SectionLayout.read(object().btf(), sectionId));
  }

  private int size() {
    return query("valueSize", () -> Libbpf.bpf_map__value_size(address()));
  }

  /** The variables' memory, made when it is first asked for; within a call on the object. */
  public final synchronized SectionMemory memory() {
    SectionMemory known = memory;
    if (known == null) {
      known = newMemory();
      if (object().lifetime().allows(Lifetime.AFTER_LOAD)) {
        map(known);
      }
      memory = known;
    }
    return known;
  }

  /** A copy of the variables' initial values. */
  SectionMemory newMemory() {
    return new SectionMemory(this, true, false);
  }

  /** Gives the last array so many elements; within a call before load. */
  public final boolean grow(String variable, int length) {
    new ArrayGrowth(this, variable).to(length);
    return true;
  }

  @Override
  public final byte[] readInitialValue() {
    return memory == null ? super.readInitialValue() : memory.bytes();
  }

  @Override
  public final byte[] writeInitialValue(byte[] value) {
    super.writeInitialValue(value);
    if (memory != null) {
      memory.fill(value);
    }
    return value;
  }

  @Override
  public void prepareLoad() {
    if (memory != null) {
      memory.flush();
    } else if (!isMapped()) {
      memory(); // since 1.6 libbpf forgets such a value at load
    }
  }

  /** Whether libbpf has load make a map that can be mapped, for the sake of visible variables. */
  private boolean isMapped() {
    return (Libbpf.bpf_map__map_flags(address()) & MMAPABLE) != 0 || !layout().members().isEmpty();
  }

  /** Goes over to the memory of the programs. */
  @Override
  public final void loaded() {
    if (memory != null) {
      map(memory);
    }
  }

  @Override
  public final void leave() {
    if (memory != null) {
      memory.leave();
    }
  }

  private void map(SectionMemory section) {
    if (layout().members().isEmpty()) {
      section.keep();
    } else {
      section.goToMap();
    }
  }
}
