/**
 * Types from the debug information of an object, DWARF of version 4 or 5, as types of BTF: clang
 * leaves out of BTF what only a program's code uses, as a struct that is written to a ring buffer.
 */
@NullMarked
package org.bpfskel.processor.dwarf;

import org.jspecify.annotations.NullMarked;
