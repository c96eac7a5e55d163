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
   * <p>As {@code bpf_map__set_initial_value} does.
   *
   * @param value as many bytes as {@link #initialValue} returns, in native byte order
   * @throws BpfException if the size differs, or an arena has no variables
   * @throws IllegalStateException after load or close
   */
  public void setInitialValue(byte[] value) {
    handle.beforeLoad("setInitialValue", () -> handle.writeInitialValue(value));
  }

  /**
   * Gives an array more elements than it has in C, before load: {@code bpf_map__set_value_size}, as
   * {@code RESIZE_ARRAY} of sched_ext's examples does. It must be the last variable of its section,
   * best the only one, {@code SEC(".data.samples")}; new elements are zeros. All handles on it have
   * the new length from then on. What programs know of the length they are told by a variable of
   * their own.
   *
   * @param variable its name in C
   * @param length how many elements it shall have, in the first dimension; not fewer than now
   * @throws IllegalArgumentException if it is no array, not the last variable, in an arena or in
   *     {@code .kconfig}, or is to have fewer elements than now or more than 2 GiB
   * @throws java.util.NoSuchElementException if there is no variable of that name
   * @throws BpfException if libbpf refuses, or there is no memory
   * @throws IllegalStateException after load or close
   */
  public void grow(String variable, int length) {
    handle.beforeLoad("grow", () -> handle.grow(variable, length));
  }

  @Override
  SectionHandle handle() {
    return handle;
  }
}
