package org.bpfskel.internal.value;

/**
 * The last array of a section, with another length than the file has.
 *
 * @param variable its name in C
 * @param offset in bytes from the start of the section
 * @param length in elements of the first dimension
 * @param bytes that it takes
 */
public record GrownArray(String variable, int offset, int length, int bytes) {}
