/** Events: records that BPF programs stream to user space, and back. */
@NullMarked
package org.bpfskel.event;

import org.jspecify.annotations.NullMarked;
