/**
 * Tests of kernels other than the running one, each tagged with those it is for. {@code
 * kernel-lab/test} runs them, as root and alone on that kernel.
 */
@NullMarked
package org.bpfskel.it.lab;

import org.jspecify.annotations.NullMarked;
