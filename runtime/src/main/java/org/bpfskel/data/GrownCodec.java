package org.bpfskel.data;

import org.bpfskel.internal.value.GrownArray;

/** The codec of an array that has another length than its class was generated with. */
final class GrownCodec {
  private GrownCodec() {}

  /** The same one where it is of no array. */
  @SuppressWarnings("unchecked") // a codec of the same class
  static <T> Codec<T> of(Codec<T> declared, GrownArray array) {
    if (declared instanceof ArrayCodec<T> elements) {
      return elements.ofLength(array.length());
    }
    if (declared instanceof TextArrayCodec<T> texts) {
      return texts.ofLength(array.length());
    }
    if (declared instanceof InPlaceCodec<T> structs) {
      return structs.with(of(structs.codec(), array));
    }
    if (declared instanceof BytesCodec) {
      return (Codec<T>) new BytesCodec(array.bytes());
    }
    return InPlace.isText(declared) ? (Codec<T>) InPlace.text(array.length()) : declared;
  }
}
