/**
 * The instructions of programs as an object has them: functions, what their instructions refer to,
 * and what can be told of them without the kernel. For the processor too.
 */
@NullMarked
package org.bpfskel.internal.program;

import org.jspecify.annotations.NullMarked;
