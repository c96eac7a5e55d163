package org.bpfskel.processor.model;

/**
 * A variable in a struct_ops section; libbpf makes a map of each.
 *
 * @param name C name
 * @param javaName name of its field in {@code StructOps}
 * @param section {@code .struct_ops} or {@code .struct_ops.link}, with a {@code ?} in front where
 *     the map is not created unless asked for
 */
public record StructOpsVariable(String name, String javaName, String section, StructType type) {}
