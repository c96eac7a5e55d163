/**
 * What an object has, as libbpf sees it, found sound before libbpf sees it: sections of variables,
 * struct_ops variables, relocations. For the processor too, so that whatever it refuses for being
 * damaged, open refuses.
 */
@NullMarked
package org.bpfskel.internal.object;

import org.jspecify.annotations.NullMarked;
