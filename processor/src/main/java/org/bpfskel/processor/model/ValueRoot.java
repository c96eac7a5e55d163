package org.bpfskel.processor.model;

/**
 * A C type that Java code reads or writes as a value: of a global variable, a map's key or value,
 * or one that the annotation names.
 *
 * @param typeId BTF id
 * @param name of a struct or union that has none in C
 */
record ValueRoot(int typeId, String name) {}
