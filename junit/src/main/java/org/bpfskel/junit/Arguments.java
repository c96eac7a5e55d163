package org.bpfskel.junit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The context of a raw tracepoint: its arguments. */
public final class Arguments {
  private Arguments() {}

  /**
   * For {@code TestRun.Builder.ctxIn}: {@code struct bpf_raw_tracepoint_args}.
   *
   * @param values numbers; pointers of the kernel cannot be given
   * @return the arguments, 8 bytes each
   */
  public static byte[] of(long... values) {
    ByteBuffer arguments =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.nativeOrder());
    for (long value : values) {
      arguments.putLong(value);
    }
    return arguments.array();
  }
}
