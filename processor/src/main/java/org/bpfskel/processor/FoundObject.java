package org.bpfskel.processor;

import java.net.URI;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.internal.object.UnstrippedObject;
import org.bpfskel.processor.emit.SkeletonSource;
import org.jspecify.annotations.Nullable;

/**
 * A compiled object and how it will be found at run time.
 *
 * @param bytes what the skeleton is made from, with debug information if that can be had; not to be
 *     changed
 * @param packaged the file that is there at run time
 * @param copy whether it must be copied into the class output to be on the class path
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record FoundObject(byte[] bytes, byte[] packaged, boolean copy) {
  /**
   * One that a skeleton finds where it is.
   *
   * @param place of the file, beside which the whole object may be kept
   * @param resource its name on the class path
   */
  public static FoundObject at(@Nullable URI place, String resource, byte[] packaged) {
    return new FoundObject(UnstrippedObject.of(place, resource, packaged), packaged, false);
  }

  /**
   * One that is not on the class path.
   *
   * @param place of the file, beside which the whole object may be kept; null in a jar
   */
  static FoundObject toCopy(@Nullable URI place, String resource, byte[] found) {
    byte[] whole = UnstrippedObject.of(place, resource, found);
    return new FoundObject(whole, UnstrippedObject.strip(whole), true);
  }

  /** For what no skeleton opens at run time. */
  FoundObject withoutCopy() {
    return new FoundObject(bytes, packaged, false);
  }

  /** Of what the skeleton is made from. */
  ObjectBuild build() {
    return ObjectBuild.of(bytes);
  }

  /** What the skeleton says of the file at run time. */
  SkeletonSource source(String resource) {
    ObjectBuild build = ObjectBuild.of(packaged);
    return new SkeletonSource(resource, build.size(), build.crc32());
  }
}
