/** What Gradle's engine misses. */
@NullMarked
package org.gradle.internal.compiler.java;

import org.jspecify.annotations.NullMarked;
