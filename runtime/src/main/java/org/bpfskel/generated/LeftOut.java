package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.access.Changes;

/**
 * Takes no change and refuses none: for a member whose field is not looked at.
 *
 * @param before what the field is compared with, in native byte order
 * @param after what nothing is written to
 */
record LeftOut(ByteBuffer before, ByteBuffer after) implements Changes {
  @Override
  public boolean claims(long firstBit, long bits, Supplier<String> path, Supplier<String> values) {
    return false;
  }

  @Override
  public boolean takesPointers() {
    return false;
  }

  @Override
  public void refuse(Supplier<String> path, String reason) {}
}
