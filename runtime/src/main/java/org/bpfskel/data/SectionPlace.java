package org.bpfskel.data;

import org.bpfskel.access.DataPlace;

/** Where the variables of a section are. Handed through by generated code; users have none. */
public sealed interface SectionPlace permits DataPlace {}
