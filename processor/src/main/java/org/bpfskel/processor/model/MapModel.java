package org.bpfskel.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * A BPF map that libbpf makes of the object ({@code struct bpf_map}).
 *
 * @param name by which {@code bpf_object__find_map_by_name} finds it: the C name of the variable,
 *     for data sections the section's, such as {@code .bss}
 * @param javaName name of its field in {@code Maps}
 * @param types what is in it; null but for a {@link MapSource#USER} map
 */
public record MapModel(String name, String javaName, MapSource source, @Nullable MapTypes types) {

  /** Where the map comes from. */
  public enum MapSource {
    /** A variable in {@code SEC(".maps")}. */
    USER,
    /** A section of global variables. */
    DATA,
    /**
     * A section of data without a variable that Java could name, such as {@code .rodata.str1.1}.
     */
    NAMELESS_DATA,
    /** A struct_ops variable. */
    STRUCT_OPS
  }
}
