package org.bpfskel.processor.model;

/**
 * A struct as the type of variables, or as part of other structs: its function pointers are BPF
 * programs in the one case, and plain pointers in the other.
 */
record TypeUse(int id, boolean embedded) {}
