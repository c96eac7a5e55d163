package org.bpfskel;

import org.bpfskel.access.DataPlace;
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
   * {@return handles on the variables, static and hidden ones left out: they work before load, on
   * the initial values, and afterwards on the memory that the programs use}
   *
   * @throws BpfException if the section's type is unreadable
   * @throws IllegalStateException after close
   */
  public Variables variables() {
    return new Variables(new DataPlace(handle.query("variables", handle::memory), structLayout()));
  }

  /**
   * {@return the variables as they are in this build of the object, with their offsets in bytes}
   *
   * @throws BpfException if the section's type is unreadable
   * @throws IllegalStateException after close
   */
  public StructLayout structLayout() {
    return handle.layout();
  }

  /**
   * The section's bytes as they will be at load, those of the variables together: {@code
   * bpf_map__initial_value}.
   *
   * @return a new array, in native byte order
   * @throws BpfException if an arena has no variables, or the heap has no room for the bytes
   * @throws IllegalStateException after load or close
   */
  public byte[] initialValue() {
    return handle.beforeLoad("initialValue", handle::readInitialValue);
  }

  /**
   * Replaces the section's bytes before load. Variables in it have these values from now on.
   *
   * @param value as many bytes as {@link #initialValue} returns, in native byte order
   * @throws BpfException if the size differs, or an arena has no variables
   * @throws IllegalStateException after load or close
   */
  public void setInitialValue(byte[] value) {
    handle.beforeLoad("setInitialValue", () -> handle.writeInitialValue(value));
  }

  @Override
  SectionHandle handle() {
    return handle;
  }
}
