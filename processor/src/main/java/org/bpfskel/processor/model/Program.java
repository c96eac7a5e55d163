package org.bpfskel.processor.model;

/**
 * A BPF program ({@code struct bpf_program}).
 *
 * @param name C name of the function
 * @param javaName name of its field in {@code Progs}
 * @param section name of the ELF section, the argument of {@code SEC}
 * @param structOps whether it implements a struct_ops callback
 */
public record Program(String name, String javaName, String section, boolean structOps) {}
