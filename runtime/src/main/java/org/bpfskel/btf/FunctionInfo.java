package org.bpfskel.btf;

/**
 * Which type a function has: the kernel's {@code struct bpf_func_info}.
 *
 * @param offset where the function begins in its section, in bytes
 * @param typeId of its {@link BtfType.Func}
 */
public record FunctionInfo(int offset, int typeId) {}
