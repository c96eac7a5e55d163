package org.bpfskel.generated;

import org.bpfskel.btf.StructLayout;

/**
 * A struct_ops variable as plain Java fields: read from libbpf's image of it when the skeleton is
 * opened, written back just before it is loaded, dead memory afterwards.
 */
public abstract class StructOpsShadow extends StructShadow {
  private final StructLayout layout;

  /** Called by generated code, with the layout of the C struct. */
  protected StructOpsShadow(StructLayout layout) {
    this.layout = layout;
  }

  final StructLayout structLayout() {
    return layout;
  }
}
