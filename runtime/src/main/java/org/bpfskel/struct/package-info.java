/** C structs and other values as Java objects: copies of bytes, by their {@code StructLayout}. */
@NullMarked
package org.bpfskel.struct;

import org.jspecify.annotations.NullMarked;
