/** Memory of global variables: data sections and arenas, before and after load. */
@NullMarked
package org.bpfskel.internal.section;

import org.jspecify.annotations.NullMarked;
