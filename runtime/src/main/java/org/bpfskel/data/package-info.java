/** Global variables of a BPF object as typed handles on the memory that its programs share. */
@NullMarked
package org.bpfskel.data;

import org.jspecify.annotations.NullMarked;
