/** Tests of meters on the running kernel. */
@NullMarked
package org.bpfskel.micrometer;

import org.jspecify.annotations.NullMarked;
