/**
 * What the targets of {@code org.bpfskel.attach} say to the runtime, unseen by users of either:
 * which programs a target takes, what it opens, and which function of libbpf it calls.
 */
@NullMarked
package org.bpfskel.internal.attach;

import org.jspecify.annotations.NullMarked;
