package org.bpfskel.processor;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A compiled object and how it will be found at run time.
 *
 * @param bytes the file, not to be changed
 * @param copy whether it must be copied into the class output to be on the class path
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
record FoundObject(byte[] bytes, boolean copy) {
  /** For what no skeleton opens at run time. */
  FoundObject withoutCopy() {
    return new FoundObject(bytes, false);
  }

  /** SHA-256 of the bytes, as 64 hexadecimal digits. */
  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
