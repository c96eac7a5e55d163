package org.bpfskel.internal.os;

import org.bpfskel.internal.foreign.NativeStruct;

/**
 * What a descriptor is waited for, and what came:
 *
 * <pre>{@code
 * struct epoll_event {
 *   uint32_t events;
 *   epoll_data_t data;   // at 4 on x86-64, where the struct is packed, else at 8
 * };
 * }</pre>
 */
public final class EpollEvent extends NativeStruct {
  static final int EPOLLIN = 1;
  static final int EPOLLOUT = 4;
  static final int EPOLLET = 1 << 31;

  private static final int EVENTS = 0;

  /** A word of the data in either form. */
  private static final int DATA = 8;

  /** 16, or 12 where it is packed. */
  private static final int SIZE = 16;

  /** Where the kernel writes one. */
  EpollEvent() {
    super(SIZE);
  }

  /** Which events of a descriptor to wait for; it comes back as the data. */
  public EpollEvent(int events, int descriptor) {
    this();
    int32(EVENTS, events);
    for (int word = Integer.BYTES; word < SIZE; word += Integer.BYTES) {
      int32(word, descriptor);
    }
  }

  /** The descriptor that is ready. */
  public int descriptor() {
    return int32(DATA);
  }
}
