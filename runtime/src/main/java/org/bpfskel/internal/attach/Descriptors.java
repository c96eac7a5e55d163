package org.bpfskel.internal.attach;

import org.bpfskel.BpfMap;
import org.bpfskel.BpfProgram;
import org.bpfskel.internal.ErrnoException;

/** The file descriptors that one attach needs: opened before it, closed after it. */
public interface Descriptors {
  /** A system call that gives a number. */
  interface Call {
    int run() throws ErrnoException;
  }

  /**
   * A number that the system knows a thing by.
   *
   * @param what the thing, for messages
   * @param advice what a failure means; empty for nothing beyond the system's own words
   */
  int number(String what, String advice, Call call);

  /** As {@link #number}, for a descriptor, which is closed after the attach. */
  int open(String what, String advice, Call call);

  /**
   * A map's, doubled: the attach may be on another object, and two objects are not held at once in
   * an order that might differ.
   */
  int of(BpfMap map);

  /** A program's, doubled likewise. */
  int of(BpfProgram program);

  /** Leaves one open, for it has another owner now. */
  void release(int descriptor);
}
