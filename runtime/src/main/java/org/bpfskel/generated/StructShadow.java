package org.bpfskel.generated;

/**
 * A C struct or union as plain Java fields, a copy of its place in libbpf's image. Generated
 * classes add the fields.
 *
 * <p>Not safe for use by several threads: edit the fields in the thread that calls load.
 */
public abstract class StructShadow {
  /** Called by generated code. */
  protected StructShadow() {}

  /** Sets every field from the image. */
  protected abstract void read(StructImage image);

  /** Hands every field to the image. */
  protected abstract void write(StructImage image);
}
