/** Leaks: what is opened and closed many times leaves nothing behind. */
@NullMarked
package org.bpfskel.it.leak;

import org.jspecify.annotations.NullMarked;
