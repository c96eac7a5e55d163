package org.bpfskel.btf;

/**
 * Thrown for BTF in which nothing is wrong, but that has more than this package takes. The message
 * names the type, and the limit.
 */
public final class BtfLimitException extends BtfException {
  private static final long serialVersionUID = 1L;

  BtfLimitException(String found) {
    super(".BTF", -1, found);
  }
}
