package org.bpfskel.internal.object;

import org.bpfskel.btf.BtfType.Linkage;

/**
 * A variable of a section as libbpf sees it once the gaps that clang leaves are filled in. Ordered
 * by offset.
 *
 * @param typeId BTF id of its type
 * @param offset in the section, in bytes
 * @param size in bytes
 * @param linkage STATIC also for a hidden variable
 */
public record SectionVariable(String name, int typeId, int offset, int size, Linkage linkage)
    implements Comparable<SectionVariable> {
  @Override
  public int compareTo(SectionVariable other) {
    return Integer.compare(offset, other.offset);
  }
}
