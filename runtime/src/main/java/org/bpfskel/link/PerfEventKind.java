package org.bpfskel.link;

import java.util.List;

/** What a link of a perf event is attached to: {@code enum bpf_perf_event_type}. */
public enum PerfEventKind {
  /** The kernel does not tell. */
  UNSPEC,

  /** A place in a binary. */
  UPROBE,

  /** The return of a function in a binary. */
  URETPROBE,

  /** A place in a function of the kernel. */
  KPROBE,

  /** The return of a function of the kernel. */
  KRETPROBE,

  /** A tracepoint. */
  TRACEPOINT,

  /** An event of the machine or of the kernel's counters. */
  EVENT,

  /** A kind that is newer than this library. */
  UNKNOWN;

  /** By their numbers. */
  private static final List<PerfEventKind> KNOWN =
      List.of(UNSPEC, UPROBE, URETPROBE, KPROBE, KRETPROBE, TRACEPOINT, EVENT);

  /**
   * {@return the kind of a number}
   *
   * @param number the kernel's
   */
  public static PerfEventKind of(int number) {
    return number < 0 || number >= KNOWN.size() ? UNKNOWN : KNOWN.get(number);
  }
}
