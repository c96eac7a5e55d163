/**
 * How C is called: functions, memory and structs by their names in C, and {@code NativeCalls}, by
 * which alone they are called. Of JNA only {@code JnaCalls} and what is called after it know.
 */
@NullMarked
package org.bpfskel.internal.foreign;

import org.jspecify.annotations.NullMarked;
