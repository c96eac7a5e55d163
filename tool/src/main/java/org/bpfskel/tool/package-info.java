/** The command line: what a user reads and writes by hand of what the processor does in javac. */
@NullMarked
package org.bpfskel.tool;

import org.jspecify.annotations.NullMarked;
