package org.bpfskel.data;

/**
 * What a {@link Codec} may implement too, to say that it loses nothing. Of one that does not say so
 * an element of a map is looked at before it is removed, which takes another call into the kernel:
 * nothing is removed that cannot be returned.
 */
public interface OneToOne {
  /**
   * {@return whether any bytes of the size have a value, and other bytes another one by {@code
   * equals}}
   */
  boolean isOneToOne();

  /**
   * {@return whether a codec says so}
   *
   * @param codec one of this library, or a user's own
   */
  static boolean is(Codec<?> codec) {
    return codec instanceof OneToOne it && it.isOneToOne();
  }
}
