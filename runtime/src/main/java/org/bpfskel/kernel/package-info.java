/** The running kernel: what of an object it will refuse, before it is asked. */
@NullMarked
package org.bpfskel.kernel;

import org.jspecify.annotations.NullMarked;
