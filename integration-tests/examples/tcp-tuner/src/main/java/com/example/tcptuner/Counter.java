package com.example.tcptuner;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bpfskel.BpfMap;

/** The counts of calls, in the order of {@code enum counter} in tcp_tuner.bpf.c. */
enum Counter {
  INIT,
  CONG_AVOID_SLOW,
  CONG_AVOID_FAST,
  GENTLE_INIT,
  GENTLE_CONG_AVOID,
  SSTHRESH,
  SET_STATE,
  UNDO_CWND;

  /** Reads all of them, each at its {@link #ordinal()}. */
  static long[] readAll(BpfMap<?, ?> counters) {
    return Arrays.stream(values()).mapToLong(counter -> counter.read(counters)).toArray();
  }

  private long read(BpfMap<?, ?> counters) {
    ByteBuffer key = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    byte[] value = counters.lookup(key.putInt(ordinal()).array());
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong();
  }
}
