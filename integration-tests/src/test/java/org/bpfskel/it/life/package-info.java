/** The life of handles: misuse, races, and what nobody closes, in processes that may crash. */
@NullMarked
package org.bpfskel.it.life;

import org.jspecify.annotations.NullMarked;
