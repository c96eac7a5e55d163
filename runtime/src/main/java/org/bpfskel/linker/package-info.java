/** Several objects of one program made into one object: libbpf's static linker. */
@NullMarked
package org.bpfskel.linker;

import org.jspecify.annotations.NullMarked;
