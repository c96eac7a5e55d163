/** What the kernel says of a link beyond its type and its program, for each type of link. */
@NullMarked
package org.bpfskel.link;

import org.jspecify.annotations.NullMarked;
