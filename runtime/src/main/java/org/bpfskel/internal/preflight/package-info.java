/**
 * What of an object the running kernel will refuse, found before it is asked: privileges, options
 * that the kernel was built with, and policies.
 */
@NullMarked
package org.bpfskel.internal.preflight;

import org.jspecify.annotations.NullMarked;
