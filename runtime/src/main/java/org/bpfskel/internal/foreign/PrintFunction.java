package org.bpfskel.internal.foreign;

/**
 * What a {@code libbpf_print_fn_t} does. The {@code va_list} comes as one pointer, whether the
 * calling convention passes a pointer to it (x86-64, AArch64) or it is a pointer itself (RISC-V).
 */
public interface PrintFunction {
  /** Must not throw: C could not catch it. */
  void print(int level, long format, long arguments);
}
