/** How values of C lie in bytes: which bits are whose, in this build of an object or another. */
@NullMarked
package org.bpfskel.internal.value;

import org.jspecify.annotations.NullMarked;
