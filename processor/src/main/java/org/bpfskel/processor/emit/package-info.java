/** Turns the model into Java text. */
@NullMarked
package org.bpfskel.processor.emit;

import org.jspecify.annotations.NullMarked;
