/**
 * Where a program can be attached: one record a place, which holds names and numbers only and does
 * nothing by itself. {@code BpfProgram.attach} takes them.
 */
@NullMarked
package org.bpfskel.attach;

import org.jspecify.annotations.NullMarked;
