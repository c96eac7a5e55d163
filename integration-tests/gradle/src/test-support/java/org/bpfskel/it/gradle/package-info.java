/** Builds with the Gradle plugin. */
@NullMarked
package org.bpfskel.it.gradle;

import org.jspecify.annotations.NullMarked;
