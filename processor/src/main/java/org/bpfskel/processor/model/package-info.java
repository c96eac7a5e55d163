/** What a skeleton has: programs, maps, struct_ops variables, with their Java names. */
@NullMarked
package org.bpfskel.processor.model;

import org.jspecify.annotations.NullMarked;
