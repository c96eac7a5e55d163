/**
 * The Gradle plugin: compiles BPF sources by clang, and has Java sources compiled again whose
 * objects changed.
 */
@NullMarked
package org.bpfskel.gradle;

import org.jspecify.annotations.NullMarked;
