/** The operating system: its functions, descriptors, mappings, waits and error numbers. */
@NullMarked
package org.bpfskel.internal.os;

import org.jspecify.annotations.NullMarked;
