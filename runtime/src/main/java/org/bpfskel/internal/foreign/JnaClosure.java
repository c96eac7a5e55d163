package org.bpfskel.internal.foreign;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * A closure of libffi, which JNA refers to weakly and keeps no list of: a JNA callback would keep
 * our class loader for as long as JNA's own. Its few hundred bytes stay, for a thread of somebody
 * else may be about to call it whenever it is taken away.
 */
public final class JnaClosure implements NativeCalls.Closure, Native.ffi_callback {
  /** {@code struct ffi_type}: size, alignment, number of the kind, null for what is no struct. */
  private static final int TYPE_SIZE = 24;

  private static final int ALIGNMENT = 8;
  private static final int KIND = 10;
  private static final int ELEMENTS = 16;

  private static final short FFI_TYPE_SINT32 = 10;
  private static final short FFI_TYPE_POINTER = 14;

  private static final int DEFAULT_ABI = 0;
  private static final int PARAMETERS = 3;

  private final PrintFunction print;
  private final long address;

  JnaClosure(PrintFunction print) {
    this.print = print;
    Pointer types = allocate(2 * TYPE_SIZE + PARAMETERS * Native.POINTER_SIZE);
    Pointer int32 = type(types, Integer.BYTES, FFI_TYPE_SINT32);
    Pointer pointer = type(types.share(TYPE_SIZE), Native.POINTER_SIZE, FFI_TYPE_POINTER);
    Pointer parameters = types.share(2 * TYPE_SIZE);
    parameters.setPointer(0, int32);
    parameters.setPointer(Native.POINTER_SIZE, pointer);
    parameters.setPointer(2L * Native.POINTER_SIZE, pointer);
    long signature =
        Native.ffi_prep_cif(
            DEFAULT_ABI, PARAMETERS, Pointer.nativeValue(int32), Pointer.nativeValue(parameters));
    this.address = new Pointer(Native.ffi_prep_closure(signature, this)).getLong(0);
  }

  private static Pointer allocate(int size) {
    long address = Native.malloc(size);
    if (address == 0) {
      throw new OutOfMemoryError("malloc of " + size + " bytes");
    }
    return new Pointer(address);
  }

  private static Pointer type(Pointer at, int size, short kind) {
    at.setLong(0, size);
    at.setShort(ALIGNMENT, (short) size);
    at.setShort(KIND, kind);
    at.setLong(ELEMENTS, 0);
    return at;
  }

  @Override
  public long address() {
    return address;
  }

  /** Called by JNA, with the addresses of a place for the result and of the parameters' places. */
  @Override
  public void invoke(long signature, long result, long arguments) {
    Pointer places = new Pointer(arguments);
    int level = places.getPointer(0).getInt(0);
    long format = places.getPointer(Native.POINTER_SIZE).getLong(0);
    long list = places.getPointer(2L * Native.POINTER_SIZE).getLong(0);
    print.print(level, format, list);
    new Pointer(result).setLong(0, 0);
  }
}
