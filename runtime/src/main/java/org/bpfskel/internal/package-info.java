/** The wall around JNA and libbpf: nothing else names {@code com.sun.jna}. */
@NullMarked
package org.bpfskel.internal;

import org.jspecify.annotations.NullMarked;
