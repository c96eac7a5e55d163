/**
 * What an object needs of a kernel's types and functions, held against what the kernel's BTF says.
 * For javac, of kernels that are not running, and before load, of the one that is.
 */
@NullMarked
package org.bpfskel.internal.kernel;

import org.jspecify.annotations.NullMarked;
