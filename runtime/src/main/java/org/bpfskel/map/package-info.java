/** The kinds of maps, each with the operations that the kernel has for it. */
@NullMarked
package org.bpfskel.map;

import org.jspecify.annotations.NullMarked;
