/**
 * The door for generated code: what it extends and calls. Not meant to be called by hand; users see
 * {@link org.bpfskel.Skeleton} and {@link org.bpfskel.StructOpsShadow}.
 */
@NullMarked
package org.bpfskel.generated;

import org.jspecify.annotations.NullMarked;
