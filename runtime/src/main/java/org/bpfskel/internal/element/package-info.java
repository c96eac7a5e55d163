/** The elements of maps as bytes in native memory: {@code bpf_map_lookup_elem} and its like. */
@NullMarked
package org.bpfskel.internal.element;

import org.jspecify.annotations.NullMarked;
