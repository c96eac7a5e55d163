/**
 * Maps and global variables of BPF programs as meters of Micrometer: {@link
 * org.bpfskel.micrometer.BpfMeters}.
 */
@NullMarked
package org.bpfskel.micrometer;

import org.jspecify.annotations.NullMarked;
