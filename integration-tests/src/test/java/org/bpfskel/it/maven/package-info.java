/** The Maven plugin, in builds of their own by Maven itself. */
@NullMarked
package org.bpfskel.it.maven;

import org.jspecify.annotations.NullMarked;
