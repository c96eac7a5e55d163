package org.bpfskel.data;

import org.bpfskel.btf.StructLayout.Kind;

/**
 * A codec of one value of C that is no struct and no array.
 *
 * @param <T> the Java type
 */
interface KindCodec<T> extends Codec<T> {
  /** What it is for, in words of C. */
  String cType();

  /** Whether it reads values of that kind, if they have its size. */
  boolean reads(Kind kind);
}
