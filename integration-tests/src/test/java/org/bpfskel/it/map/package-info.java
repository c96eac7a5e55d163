/** The kinds of maps, each with a program that uses it. */
@NullMarked
package org.bpfskel.it.map;

import org.jspecify.annotations.NullMarked;
