package org.bpfskel.processor;

import org.bpfskel.processor.emit.SkeletonSource;
import org.bpfskel.struct.ObjectBuild;

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

  ObjectBuild build() {
    return ObjectBuild.of(bytes);
  }

  /** What the skeleton says of it. */
  SkeletonSource source(String resource) {
    ObjectBuild build = build();
    return new SkeletonSource(resource, build.size(), build.crc32());
  }
}
