/**
 * Doors between the packages that users see: what is behind an object that a user made in one of
 * them and gave to another. In the manner of the JDK's {@code SharedSecrets}; not exported.
 */
@NullMarked
package org.bpfskel.access;

import org.jspecify.annotations.NullMarked;
