package org.bpfskel.generated;

import org.bpfskel.btf.StructLayout;

/**
 * A struct_ops variable as plain Java fields, a copy of libbpf's image of it: read from the image
 * when the skeleton is opened, written back just before it is loaded, dead memory afterwards.
 * Generated classes add the fields.
 *
 * <p>Not safe for use by several threads: edit the fields in the thread that calls load.
 */
public abstract class StructOpsShadow {
  private final StructLayout layout;

  /** Called by generated code, with the layout of the C struct. */
  protected StructOpsShadow(StructLayout layout) {
    this.layout = layout;
  }

  /** Sets every field from the image. */
  protected abstract void read(StructImage image);

  /** Hands every field to the image. */
  protected abstract void write(StructImage image);

  final StructLayout structLayout() {
    return layout;
  }
}
