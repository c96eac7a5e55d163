/**
 * What the kernel has loaded, whoever loaded it: maps, programs and links by their pin or id,
 * without an object file, and lists of all that the machine has.
 */
@NullMarked
package org.bpfskel.loaded;

import org.jspecify.annotations.NullMarked;
