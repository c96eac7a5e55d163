/** Opening and loading an object, and saying why the kernel or libbpf refused it. */
@NullMarked
package org.bpfskel.internal.load;

import org.jspecify.annotations.NullMarked;
