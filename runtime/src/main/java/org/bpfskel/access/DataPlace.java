package org.bpfskel.access;

import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.SectionPlace;
import org.bpfskel.internal.value.DataMemory;

/** What a {@link SectionPlace} is, which only this module sees. */
public record DataPlace(DataMemory memory, StructLayout layout) implements SectionPlace {}
