package org.bpfskel.processor.emit;

/**
 * The file that a skeleton is generated from.
 *
 * @param resource name on the class path, without a leading slash
 * @param size in bytes
 * @param crc32 of the bytes
 */
public record SkeletonSource(String resource, int size, int crc32) {}
