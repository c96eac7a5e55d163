/**
 * struct_ops variables: their images before load, their callbacks, and handing them to the kernel.
 */
@NullMarked
package org.bpfskel.internal.structops;

import org.jspecify.annotations.NullMarked;
