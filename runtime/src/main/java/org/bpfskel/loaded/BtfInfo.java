package org.bpfskel.loaded;

/**
 * What the kernel says of a set of types that it keeps: {@code struct bpf_btf_info}.
 *
 * @param id the set's number, unique on this machine while it lives
 * @param name {@code vmlinux}, or that of a module; empty if it came with programs and maps
 * @param ofKernel whether it describes the kernel or a module of it
 * @param size of the raw BTF in bytes
 */
public record BtfInfo(int id, String name, boolean ofKernel, int size) {}
