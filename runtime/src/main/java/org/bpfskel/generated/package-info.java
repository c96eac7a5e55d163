/** What generated skeletons call. Not meant to be called by hand. */
@NullMarked
package org.bpfskel.generated;

import org.jspecify.annotations.NullMarked;
