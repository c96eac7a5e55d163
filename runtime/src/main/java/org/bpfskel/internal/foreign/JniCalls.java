package org.bpfskel.internal.foreign;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * C by JNI, through the small library of {@code bpfskel-natives} whose source is {@code
 * natives/src/main/c/bpfskel.c}: {@link JniLibrary} has loaded it. The native methods here are that
 * library's; the names of both belong together.
 */
final class JniCalls implements NativeCalls {
  /** {@code RTLD_DEFAULT}: wherever the process finds it. */
  private static final long ANYWHERE = 0;

  private static final DirectCalls DIRECT =
      new DirectCalls() {
        @Override
        public long invoke(
            long function, long a, long b, long c, long d, long e, long f, long g, long h) {
          return JniCalls.invoke(function, a, b, c, d, e, f, g, h);
        }
      };

  /** Who hears what is printed: C calls {@link #print} of this class, and has no other. */
  private static volatile @Nullable PrintFunction listener;

  /** Which library it is; only one that has the same number has the methods below. */
  static native int revision();

  static native long invoke(
      long function, long a, long b, long c, long d, long e, long f, long g, long h);

  private static native int lastError();

  private static native long dlsym();

  private static native long malloc(long size);

  private static native void release(long address);

  private static native long strlen(long text);

  private static native ByteBuffer view(long address, int size);

  private static native long place(ByteBuffer direct);

  /** A function of C that calls {@link #print}; 0 if there is no memory for it. */
  private static native long printer();

  /** Called by C. */
  @SuppressWarnings("unused")
  private static void print(int level, long format, long arguments) {
    PrintFunction print = listener;
    if (print != null) {
      print.print(level, format, arguments);
    }
  }

  @Override
  public long[] symbols(String... names) {
    NativeFunction dlsym = function(dlsym());
    long[] addresses = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      addresses[i] = dlsym.int64(ANYWHERE, DynamicLinker.c(names[i], StandardCharsets.US_ASCII));
      if (addresses[i] == 0) {
        throw new UnsatisfiedLinkError("this process has no function " + names[i]);
      }
    }
    return addresses;
  }

  @Override
  public NativeFunction function(long address) {
    return new JniFunction(address);
  }

  @Override
  public DirectCalls direct() {
    return DIRECT;
  }

  @Override
  public int errno() {
    return lastError();
  }

  @Override
  public Closure closure(PrintFunction print) {
    long address = printer();
    if (address == 0) {
      throw new OutOfMemoryError("no memory for a function that libbpf can call");
    }
    listener = print;
    return () -> address;
  }

  @Override
  public long allocate(long size) {
    long address = malloc(size);
    if (address == 0) {
      throw new OutOfMemoryError("malloc of " + size + " bytes");
    }
    return address;
  }

  @Override
  public void free(long address) {
    release(address);
  }

  @Override
  public ByteBuffer buffer(long address, long size) {
    return view(address, Math.toIntExact(size)).order(ByteOrder.nativeOrder());
  }

  @Override
  public long address(ByteBuffer direct) {
    return place(direct);
  }

  @Override
  public String string(long address) {
    byte[] bytes = new byte[Math.toIntExact(strlen(address))];
    view(address, bytes.length).get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
