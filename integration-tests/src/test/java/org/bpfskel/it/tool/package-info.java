/** The processor's jar as users have it: alone in a compiler, and as a command line. */
@NullMarked
package org.bpfskel.it.tool;

import org.jspecify.annotations.NullMarked;
