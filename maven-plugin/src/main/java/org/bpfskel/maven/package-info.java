/**
 * The Maven plugin: compiles BPF sources by clang, and has the annotated classes compiled again
 * whose objects changed.
 */
@NullMarked
package org.bpfskel.maven;

import org.jspecify.annotations.NullMarked;
