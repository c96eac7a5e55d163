/**
 * Handles on what libbpf has: an object, its maps, programs and links, which calls may reach them
 * when, and what is freed with them. Faces are made of them; no handle knows a face.
 */
@NullMarked
package org.bpfskel.internal.handle;

import org.jspecify.annotations.NullMarked;
