package org.bpfskel;

import org.bpfskel.data.DataMemory;

/** A copy of a struct_ops variable's bytes, for the time of one edit. */
final class ImageMemory extends DataMemory {
  ImageMemory(byte[] image) {
    super(image);
  }

  byte[] bytes() {
    return content();
  }

  @Override
  protected String refusal() {
    return "the edit is over";
  }
}
