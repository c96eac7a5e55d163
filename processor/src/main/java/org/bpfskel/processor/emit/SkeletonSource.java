package org.bpfskel.processor.emit;

/**
 * The file that a skeleton is generated from.
 *
 * @param resource name on the class path, without a leading slash
 * @param sha256 of its bytes, 64 hexadecimal digits
 */
public record SkeletonSource(String resource, String sha256) {}
