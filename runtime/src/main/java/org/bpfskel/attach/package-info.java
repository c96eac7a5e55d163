/**
 * Where a program can be attached: one class a kind of place, whose objects hold names and numbers
 * only and do nothing by themselves. {@code BpfProgram.attach} takes them.
 */
@NullMarked
package org.bpfskel.attach;

import org.jspecify.annotations.NullMarked;
