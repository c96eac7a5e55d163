/**
 * Faults: calls of the C library and of the kernel that fail in the middle of what a skeleton does.
 */
@NullMarked
package org.bpfskel.it.fault;

import org.jspecify.annotations.NullMarked;
