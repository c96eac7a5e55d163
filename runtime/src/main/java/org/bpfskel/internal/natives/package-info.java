/**
 * The libraries in the jar of {@code bpfskel-natives}, how one gets out of it, and which files are
 * safe to load. Nothing here calls C: by one of these libraries C is called.
 */
@NullMarked
package org.bpfskel.internal.natives;

import org.jspecify.annotations.NullMarked;
