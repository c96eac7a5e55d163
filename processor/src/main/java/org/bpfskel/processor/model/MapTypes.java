package org.bpfskel.processor.model;

import org.bpfskel.MapType;
import org.jspecify.annotations.Nullable;

/**
 * What a declared map has in it.
 *
 * @param type kind of the map
 * @param key what keys are, as a member at offset 0; null if there are none
 * @param value what values are, for one CPU in a per-CPU map; null if there are none
 * @param mapped whether user space may map it, {@code BPF_F_MMAPABLE}
 * @param maxEntries 0 if the object leaves it open
 */
public record MapTypes(
    MapType type, @Nullable Field key, @Nullable Field value, boolean mapped, long maxEntries) {}
