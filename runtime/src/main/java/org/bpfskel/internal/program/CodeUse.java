package org.bpfskel.internal.program;

/**
 * An instruction that refers to something.
 *
 * @param index its place in the function
 */
public record CodeUse(int index, Instruction instruction, CodeReference reference) {}
