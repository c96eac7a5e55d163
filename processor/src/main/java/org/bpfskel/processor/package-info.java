/** The annotation processor: finds the object, reports errors, writes files. */
@NullMarked
package org.bpfskel.processor;

import org.jspecify.annotations.NullMarked;
