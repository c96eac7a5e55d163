/** Load: full rate, many threads, and changes under traffic. */
@NullMarked
package org.bpfskel.it.load;

import org.jspecify.annotations.NullMarked;
