package org.bpfskel.internal.foreign;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A function that {@link JniCalls} calls: its arguments become registers, and arrays are copied.
 */
record JniFunction(long address) implements NativeFunction {
  private static final int REGISTERS = 8;

  @Override
  public void call(@Nullable Object... arguments) {
    int64(arguments);
  }

  @Override
  public int int32(@Nullable Object... arguments) {
    return (int) int64(arguments);
  }

  @Override
  public long int64(@Nullable Object... arguments) {
    long[] registers = new long[REGISTERS];
    long inArrays = 0;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof Number number) {
        registers[i] = number.longValue();
      } else if (arguments[i] != null) {
        inArrays += room(arguments[i]);
      }
    }
    return inArrays == 0 ? invoke(registers) : withArrays(registers, arguments, inArrays);
  }

  private long invoke(long[] at) {
    return JniCalls.invoke(address, at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]);
  }

  /** C may read and write all of them until it returns. */
  private long withArrays(long[] registers, @Nullable Object[] arguments, long size) {
    NativeCalls calls = NativeBinding.calls();
    long block = calls.allocate(size);
    try {
      ByteBuffer bytes = calls.buffer(block, size);
      int at = 0;
      for (int i = 0; i < arguments.length; i++) {
        Object argument = arguments[i];
        if (argument != null && !(argument instanceof Number)) {
          registers[i] = block + at;
          copy(argument, bytes.position(at), true);
          at += room(argument);
        }
      }
      long result = invoke(registers);
      for (int i = 0; i < arguments.length; i++) {
        Object argument = arguments[i];
        if (argument != null && !(argument instanceof Number)) {
          copy(argument, bytes.position((int) (registers[i] - block)), false);
        }
      }
      return result;
    } finally {
      calls.free(block);
    }
  }

  /**
   * How much of the block an array takes, so that what follows is aligned; some for an empty one.
   */
  private static int room(Object array) {
    int size;
    if (array instanceof byte[] bytes) {
      size = bytes.length;
    } else if (array instanceof int[] ints) {
      size = Math.multiplyExact(ints.length, Integer.BYTES);
    } else if (array instanceof long[] longs) {
      size = Math.multiplyExact(longs.length, Long.BYTES);
    } else {
      throw new AssertionError(array.getClass());
    }
    return Math.addExact(size, Long.BYTES) & -Long.BYTES;
  }

  private static void copy(Object array, ByteBuffer bytes, boolean toC) {
    if (array instanceof byte[] values) {
      if (toC) {
        bytes.put(values);
      } else {
        bytes.get(values);
      }
    } else if (array instanceof int[] values) {
      if (toC) {
        bytes.asIntBuffer().put(values);
      } else {
        bytes.asIntBuffer().get(values);
      }
    } else if (array instanceof long[] values) {
      if (toC) {
        bytes.asLongBuffer().put(values);
      } else {
        bytes.asLongBuffer().get(values);
      }
    }
  }
}
