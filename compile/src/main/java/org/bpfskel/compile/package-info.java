/**
 * Compiles BPF sources by clang, for build tools of every kind: finds clang, tells what has to be
 * compiled again, brings libbpf's headers and the kernel's types, and examines the machine.
 */
@NullMarked
package org.bpfskel.compile;

import org.jspecify.annotations.NullMarked;
