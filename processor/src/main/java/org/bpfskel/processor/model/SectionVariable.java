package org.bpfskel.processor.model;

import org.bpfskel.btf.BtfType.Linkage;

/**
 * A variable of a section as libbpf sees it once the gaps that clang leaves are filled in.
 *
 * @param typeId BTF id of its type
 * @param offset in the section, in bytes
 * @param size in bytes
 * @param linkage STATIC also for a hidden variable
 */
record SectionVariable(String name, int typeId, int offset, int size, Linkage linkage) {}
