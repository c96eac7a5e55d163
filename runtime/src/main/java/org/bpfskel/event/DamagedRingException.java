package org.bpfskel.event;

import org.bpfskel.btf.Printable;

/**
 * A ring in shared memory says what no ring can say: another process, which may write there too,
 * has moved a position or overwritten a record. What is read from such a ring would be garbage, and
 * without end.
 */
final class DamagedRingException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  DamagedRingException(String map, String found, String advice) {
    super(
        Printable.of(map)
            + ": "
            + found
            + ". Something else reads or writes this ring too: end that, "
            + advice);
  }

  private DamagedRingException(DamagedRingException first) {
    super(first.getMessage(), first);
  }

  /** The same, for another call. */
  DamagedRingException again() {
    return new DamagedRingException(this);
  }
}
