/**
 * Values of C in Java: structs as objects, which are copies of their bytes, and global variables as
 * handles on the memory that a BPF object's programs share.
 */
@NullMarked
package org.bpfskel.data;

import org.jspecify.annotations.NullMarked;
