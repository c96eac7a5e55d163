package org.bpfskel.processor.model;

/**
 * A BPF map that libbpf makes of the object ({@code struct bpf_map}).
 *
 * @param name by which {@code bpf_object__find_map_by_name} finds it: the C name of the variable,
 *     for data sections the section's, such as {@code .bss}
 * @param javaName name of its field in {@code Maps}
 */
public record MapModel(String name, String javaName, Kind kind) {

  /** Where the map comes from. */
  public enum Kind {
    /** A variable in {@code SEC(".maps")}. */
    USER,
    /** A section of global variables. */
    DATA,
    /** A struct_ops variable. */
    STRUCT_OPS
  }
}
