package org.bpfskel;

import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.Variables;
import org.bpfskel.internal.section.SectionHandle;

/**
 * A map with global variables: a section, {@code .data}, {@code .bss}, {@code .rodata} or {@code
 * .kconfig} with or without a suffix, which is the map's one value; or an arena. Safe for use by
 * several threads.
 */
public final class DataMap extends BpfMap {
  private final SectionHandle handle;

  DataMap(BpfObject object, SectionHandle handle) {
    super(object, handle);
    this.handle = handle;
  }

  /**
   * Handles on the variables, static and hidden ones left out: they work before load, on the
   * initial values, and afterwards on the memory that the programs use.
   *
   * @throws BpfException if the section's type is unreadable
   * @throws IllegalStateException after close
   */
  public Variables variables() {
    return new Variables(handle.query("variables", handle::memory), structLayout());
  }

  /**
   * The variables as they are in this build of the object, with their offsets in bytes.
   *
   * @throws BpfException if the section's type is unreadable
   * @throws IllegalStateException after close
   */
  public StructLayout structLayout() {
    return handle.layout();
  }

  @Override
  SectionHandle handle() {
    return handle;
  }
}
