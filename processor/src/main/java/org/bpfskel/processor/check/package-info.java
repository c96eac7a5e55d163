/**
 * What libbpf refuses when it opens an object, and the kernel when it is loaded, as far as the
 * object alone shows it. One file a concern; none of them knows of javac.
 */
@NullMarked
package org.bpfskel.processor.check;

import org.jspecify.annotations.NullMarked;
