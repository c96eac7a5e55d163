/** libbpf: finding it, its functions and structs by their names in C, and what it prints. */
@NullMarked
package org.bpfskel.internal.libbpf;

import org.jspecify.annotations.NullMarked;
