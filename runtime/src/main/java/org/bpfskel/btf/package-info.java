/** Reads BTF, the type information of BPF objects and kernels. Usable alone: needs no libbpf. */
@NullMarked
package org.bpfskel.btf;

import org.jspecify.annotations.NullMarked;
