package org.bpfskel.internal.os;

import org.bpfskel.internal.foreign.NativeStruct;

/**
 * {@code struct perf_event_attr} as it was first, {@code PERF_ATTR_SIZE_VER0}:
 *
 * <pre>{@code
 * struct perf_event_attr {
 *   __u32 type;
 *   __u32 size;
 *   __u64 config;
 *   __u64 sample_period;   // or sample_freq
 *   __u64 sample_type;
 *   __u64 read_format;
 *   __u64 disabled : 1, … freq : 1, …;
 *   __u32 wakeup_events;
 *   __u32 bp_type;
 *   __u64 bp_addr;
 * };
 * }</pre>
 */
public final class PerfEventAttr extends NativeStruct {
  private static final int TYPE = 0;
  private static final int SIZE = 4;
  private static final int CONFIG = 8;
  private static final int SAMPLE_PERIOD = 16;
  private static final int SAMPLE_TYPE = 24;
  private static final int BITS = 40;
  private static final int WAKEUP_EVENTS = 48;
  private static final int PERF_ATTR_SIZE_VER0 = 64;

  /** The bit of {@code freq}. */
  private static final long FREQ = 1L << 10;

  /** Of an event that is counted until a sample is due. */
  public PerfEventAttr(int type, long config, long samplePeriod) {
    super(PERF_ATTR_SIZE_VER0);
    int32(TYPE, type);
    int32(SIZE, PERF_ATTR_SIZE_VER0);
    int64(CONFIG, config);
    int64(SAMPLE_PERIOD, samplePeriod);
  }

  /** What a sample has: {@code PERF_SAMPLE_*}. */
  public PerfEventAttr sampleType(long bits) {
    int64(SAMPLE_TYPE, bits);
    return this;
  }

  /** Whether the period is a number of samples a second. */
  public PerfEventAttr freq(boolean perSecond) {
    int64(BITS, perSecond ? FREQ : 0);
    return this;
  }

  /** After how many samples a reader is woken. */
  public PerfEventAttr wakeupEvents(int samples) {
    int32(WAKEUP_EVENTS, samples);
    return this;
  }
}
