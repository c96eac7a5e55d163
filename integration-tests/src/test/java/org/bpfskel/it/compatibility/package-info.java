/** What is available on which kernel and with which libbpf: makes docs/compatibility.md. */
@NullMarked
package org.bpfskel.it.compatibility;

import org.jspecify.annotations.NullMarked;
