/** Damaged BPF objects, and what the readers and the processor promise of them. */
@NullMarked
package org.bpfskel.fuzz;

import org.jspecify.annotations.NullMarked;
