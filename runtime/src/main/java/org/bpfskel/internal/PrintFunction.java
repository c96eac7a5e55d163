package org.bpfskel.internal;

import com.sun.jna.CallbackProxy;
import com.sun.jna.Pointer;

/**
 * {@code libbpf_print_fn_t}. The {@code va_list} comes as one pointer, whether the calling
 * convention passes a pointer to it (x86-64, AArch64) or it is a pointer itself (RISC-V).
 *
 * <p>A proxy, for JNA calls other callbacks by reflection, which takes a young Java machine tens of
 * milliseconds to get ready (measured).
 */
abstract class PrintFunction implements CallbackProxy {
  abstract int print(int level, Pointer format, Pointer arguments);

  @Override
  public final Object callback(Object[] arguments) {
    return print((int) arguments[0], (Pointer) arguments[1], (Pointer) arguments[2]);
  }

  @Override
  public final Class<?>[] getParameterTypes() {
    return new Class<?>[] {int.class, Pointer.class, Pointer.class};
  }

  @Override
  public final Class<?> getReturnType() {
    return int.class;
  }
}
