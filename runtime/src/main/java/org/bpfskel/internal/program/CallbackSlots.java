package org.bpfskel.internal.program;

import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/** The arguments of a callback as its program gets them: places of 8 bytes in its context. */
public final class CallbackSlots {
  private static final int UNKNOWN = -1;

  private CallbackSlots() {}

  /**
   * How many places the arguments of a callback take: one each, and as many as it fills of a struct
   * that is passed by value. -1 if that is not known, as of C's {@code int (*run)()}.
   *
   * @param pointer id of a pointer to a function
   * @throws BtfException if a type is malformed
   */
  public static int of(Btf btf, int pointer) throws BtfException {
    return btf.type(btf.resolve(pointer)) instanceof BtfType.Ptr callback
        ? ofPrototype(btf, callback.type())
        : UNKNOWN;
  }

  /**
   * As {@link #of}, of the function's type itself.
   *
   * @throws BtfException if a type is malformed
   */
  public static int ofPrototype(Btf btf, int type) throws BtfException {
    if (!(btf.type(btf.resolve(type)) instanceof BtfType.FuncProto prototype)
        || prototype.varargs()) {
      return UNKNOWN;
    }
    long slots = 0;
    for (BtfType.Param param : prototype.params()) {
      BtfKind kind = btf.kind(btf.resolve(param.type()));
      if (kind == BtfKind.VOID || kind == BtfKind.FWD || kind == BtfKind.UNKNOWN) {
        return UNKNOWN;
      }
      slots += (btf.sizeOf(param.type()) + Long.BYTES - 1) / Long.BYTES;
    }
    return (int) Math.min(slots, Integer.MAX_VALUE);
  }
}
