package org.bpfskel.internal.kernel;

import org.bpfskel.btf.BtfKind;

/**
 * A function or variable of the kernel that an object names with a type ({@code __ksym}).
 *
 * @param name in the kernel, without a flavour
 * @param kind that of functions or of variables
 * @param isWeak whether the object does without it
 * @param type of the variable, or the function's prototype, in the object
 */
record KernelExtern(String name, BtfKind kind, boolean isWeak, int type) {
  boolean isFunction() {
    return kind == BtfKind.FUNC;
  }
}
