/** Several copies of the runtime in one Java machine. */
@NullMarked
package org.bpfskel.it.loaders;

import org.jspecify.annotations.NullMarked;
