package org.bpfskel.internal.kernel;

import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/** A type of a kernel: of vmlinux, or of a module. */
record KernelType(Btf btf, int id) {
  BtfKind kind() throws BtfException {
    return btf.kind(id);
  }

  BtfType type() throws BtfException {
    return btf.type(id);
  }
}
