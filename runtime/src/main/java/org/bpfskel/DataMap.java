package org.bpfskel;

import java.util.List;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.SectionLayout;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.DataMemory;
import org.bpfskel.data.Variables;
import org.bpfskel.internal.Libbpf;
import org.jspecify.annotations.Nullable;

/**
 * A map with global variables: a section, {@code .data}, {@code .bss}, {@code .rodata} or {@code
 * .kconfig} with or without a suffix, which is the map's one value; or an arena. Safe for use by
 * several threads.
 */
public class DataMap extends BpfMap {
  private final MapHandle handle;

  /** As of open: libbpf forgets it if it has to create the map without BTF. */
  private final int typeId;

  private @Nullable SectionMemory memory;

  DataMap(BpfObject object, MapHandle handle) {
    super(object, handle);
    this.handle = handle;
    this.typeId = Libbpf.bpf_map__btf_value_type_id(handle.address);
  }

  /** BTF id of the section; 0 for one without types, such as {@code .rodata.str1.1}. */
  int sectionId() {
    return typeId;
  }

  /**
   * Handles on the variables, static and hidden ones left out: they work before load, on the
   * initial values, and afterwards on the memory that the programs use.
   *
   * @throws BpfException if the section's type is unreadable
   * @throws IllegalStateException after close
   */
  public final Variables variables() {
    return new Variables(memory(), structLayout());
  }

  /**
   * The variables as they are in this build of the object, with their offsets in bytes.
   *
   * @throws BpfException if the section's type is unreadable
   * @throws IllegalStateException after close
   */
  public final StructLayout structLayout() {
    int sectionId = sectionId();
    try {
      return sectionId == 0
          ? new StructLayout(name(), valueSize(), List.of())
          : SectionLayout.read(object().btf(), sectionId);
    } catch (BtfException e) {
      throw unreadable(e);
    }
  }

  final BpfException unreadable(BtfException e) {
    String explanation = "its type is unreadable: " + e.getMessage();
    return new BpfException("bpf_object__btf", name(), "EINVAL", explanation, List.of());
  }

  /**
   * The section's memory: before load a copy of the initial value, which load hands over;
   * afterwards the memory that the programs use. For generated skeletons.
   *
   * @throws IllegalStateException after close
   */
  public final DataMemory memory() {
    return handle.query("memory", this::shared);
  }

  private synchronized SectionMemory shared() {
    SectionMemory known = memory;
    if (known == null) {
      known = newMemory();
      if (object().isLoaded()) {
        map(known);
      }
      memory = known;
    }
    return known;
  }

  /** A copy of the variables' initial values. */
  SectionMemory newMemory() {
    return new SectionMemory(handle, true, false);
  }

  @Override
  public final byte[] initialValue() {
    return handle.beforeLoad(
        "initialValue", () -> memory == null ? handle.initialValue.read() : memory.bytes());
  }

  /** {@inheritDoc} Variables have these values from now on. */
  @Override
  public final void setInitialValue(byte[] value) {
    super.setInitialValue(value);
    handle.beforeLoad(
        "setInitialValue",
        () -> {
          if (memory != null) {
            memory.fill(value);
          }
          return null;
        });
  }

  /** Hands the variables' values to libbpf; within the object's load. */
  void prepareLoad() {
    if (memory != null) {
      memory.flush();
    }
  }

  /** Within the object's close. */
  final void leave() {
    if (memory != null) {
      memory.leave();
    }
  }

  /** Goes over to the memory of the programs; within the object's load. */
  final void loaded() {
    if (memory != null) {
      map(memory);
    }
  }

  private void map(SectionMemory section) {
    if (structLayout().members().isEmpty()) {
      section.keep();
    } else {
      section.map();
    }
  }
}
