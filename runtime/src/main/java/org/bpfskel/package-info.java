/**
 * Loads and drives compiled BPF objects through libbpf: objects, their programs, maps and links.
 */
@NullMarked
package org.bpfskel;

import org.jspecify.annotations.NullMarked;
