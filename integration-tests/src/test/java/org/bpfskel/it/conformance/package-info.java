/** The skeleton of every BPF object of a kernel's source tree, held against bpftool's. */
@NullMarked
package org.bpfskel.it.conformance;

import org.jspecify.annotations.NullMarked;
