package org.bpfskel.btf;

import org.bpfskel.btf.StructLayout.Member;

/** A section of global variables, as if they were the members of a struct. */
public final class SectionLayout {
  private SectionLayout() {}

  /**
   * {@return the variables of a section, static ones left out: {@code BTF_KIND_DATASEC}} Before
   * libbpf has opened or linked an object, the offsets in its BTF may all be zero.
   *
   * @param btf types of an object or a kernel
   * @param sectionId id of the section
   * @throws BtfException if the type is another one, or a variable lies outside of the section
   */
  public static StructLayout read(Btf btf, int sectionId) throws BtfException {
    return new StructLayoutReader(btf).readSection(sectionId);
  }

  /**
   * {@return one variable}
   *
   * @param btf types of an object or a kernel
   * @param name of the variable
   * @param typeId id of its type
   * @param offset in bytes from the start of the section
   * @throws BtfException if its type is malformed
   */
  public static Member variable(Btf btf, String name, int typeId, int offset) throws BtfException {
    return new StructLayoutReader(btf).variable(name, typeId, offset);
  }
}
