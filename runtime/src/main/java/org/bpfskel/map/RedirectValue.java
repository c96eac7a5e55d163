package org.bpfskel.map;

import java.nio.ByteBuffer;
import org.bpfskel.data.Codec;

/**
 * C: {@code struct bpf_devmap_val} and {@code struct bpf_cpumap_val}, which the kernel takes with
 * their first member alone, too.
 *
 * @param target index of a device, or size of a CPU's queue
 * @param program the kernel's id of a program when read; 0 if there is none
 */
record RedirectValue(int target, int program) {
  static final int PROGRAM_AT = 4;
  static final int SIZE_WITH_PROGRAM = 8;

  /** With room for a program only if the size has it. */
  record OfSize(int size) implements Codec<RedirectValue> {
    @Override
    public RedirectValue read(ByteBuffer bytes, int at) {
      int program = size == SIZE_WITH_PROGRAM ? bytes.getInt(at + PROGRAM_AT) : 0;
      return new RedirectValue(bytes.getInt(at), program);
    }

    @Override
    public void write(ByteBuffer bytes, int at, RedirectValue value) {
      bytes.putInt(at, value.target);
      if (size == SIZE_WITH_PROGRAM) {
        bytes.putInt(at + PROGRAM_AT, value.program);
      }
    }
  }
}
