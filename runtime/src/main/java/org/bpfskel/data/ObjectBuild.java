package org.bpfskel.data;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Which build of an object something is of: what tells builds of one object apart.
 *
 * @param size of the object file in bytes
 * @param crc32 of these bytes. The JDK sums up in C; a digest would be interpreted, for longer than
 *     the kernel loads
 */
public record ObjectBuild(int size, int crc32) {
  /** Of what was not made from an object; no object is of it. */
  public static final ObjectBuild NONE = new ObjectBuild(0, 0);

  /**
   * {@return the build that these bytes are}
   *
   * @param object the file's bytes
   */
  public static ObjectBuild of(byte[] object) {
    CRC32 crc = new CRC32();
    crc.update(object);
    return new ObjectBuild(object.length, (int) crc.getValue());
  }

  // Compared at each open: the methods that javac leaves to the run time cost 15 ms the first time.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectBuild build && build.size == size && build.crc32 == crc32;
  }

  @Override
  public int hashCode() {
    return crc32;
  }
}
