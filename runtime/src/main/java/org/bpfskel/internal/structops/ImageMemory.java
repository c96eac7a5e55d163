package org.bpfskel.internal.structops;

import org.bpfskel.internal.value.DataMemory;

/** A copy of a struct_ops variable's bytes, for the time of one edit. */
public final class ImageMemory extends DataMemory {
  public ImageMemory(byte[] image) {
    super(image);
  }

  public byte[] bytes() {
    return content();
  }

  @Override
  protected String refusal() {
    return "the edit is over";
  }
}
