/** Tests of the JUnit extension, and of what it is for on the running kernel. */
@NullMarked
package org.bpfskel.junit;

import org.jspecify.annotations.NullMarked;
