package org.bpfskel.it.leak;

import com.sun.jna.Native;
import com.sun.jna.Structure;

/** {@code struct mallinfo2}, since glibc 2.33. */
@Structure.FieldOrder({
  "arena",
  "ordblks",
  "smblks",
  "hblks",
  "hblkhd",
  "usmblks",
  "fsmblks",
  "uordblks",
  "fordblks",
  "keepcost"
})
public final class Mallinfo2 extends Structure implements Structure.ByValue {
  public long arena;
  public long ordblks;
  public long smblks;
  public long hblks;
  public long hblkhd;
  public long usmblks;
  public long fsmblks;
  public long uordblks;
  public long fordblks;
  public long keepcost;

  static {
    Native.register(Mallinfo2.class, "c");
  }

  private static native Mallinfo2 mallinfo2();

  static Mallinfo2 now() {
    return mallinfo2();
  }

  /** Bytes that are given out, small pieces and those with a mapping of their own. */
  long inUse() {
    return uordblks + hblkhd;
  }
}
