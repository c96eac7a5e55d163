package org.bpfskel.internal.handle;

import java.util.List;

/** An open object's handle, and those of its programs and maps in libbpf's order. */
public record Handles(ObjectHandle object, List<ProgramHandle> programs, List<MapHandle> maps) {}
