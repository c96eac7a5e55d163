package org.bpfskel.internal;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;

/**
 * {@code libbpf_print_fn_t}. The {@code va_list} comes as one pointer, whether the calling
 * convention passes a pointer to it (x86-64, AArch64) or it is a pointer itself (RISC-V).
 */
interface PrintFunction extends Callback {
  int callback(int level, Pointer format, Pointer arguments);
}
