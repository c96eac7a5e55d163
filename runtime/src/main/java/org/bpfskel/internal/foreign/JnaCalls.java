package org.bpfskel.internal.foreign;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.SymbolProvider;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * C by JNA, which keeps for as long as itself what has native methods or is a callback: so it gets
 * as little as can be.
 */
public final class JnaCalls implements NativeCalls {
  /** Its module. A constant, as is the other: whoever names them does not load this class. */
  public static final String MODULE = "com.sun.jna";

  /** A class that is {@link AutoCloseable} since JNA 5.12. */
  public static final String MEMORY = "com.sun.jna.Memory";

  @Override
  public long[] symbols(String... names) {
    LinkerFolders.tellJna();
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    // JNA starts a thread, which would keep the loader of whoever called us first.
    thread.setContextClassLoader(Native.class.getClassLoader());
    try {
      // The option makes it ours alone: others of the process have their own to go on with.
      NativeLibrary process = NativeLibrary.getInstance("c", Map.of("bpfskel", new Object()));
      try {
        long[] addresses = new long[names.length];
        for (int i = 0; i < names.length; i++) {
          addresses[i] = Pointer.nativeValue(process.getFunction(names[i]));
        }
        return addresses;
      } finally {
        // As long as one is open JNA's thread keeps the class loader.
        process.close();
      }
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  @Override
  public NativeFunction function(long address) {
    return new JnaFunction(Function.getFunction(new Pointer(address)));
  }

  /**
   * JNA finds out anew with each call what its arguments are, which takes a microsecond; but a
   * process that binds not one native method to a function starts some fifty milliseconds earlier,
   * and with megabytes less (measured).
   */
  private record JnaFunction(Function function) implements NativeFunction {
    @Override
    public void call(@Nullable Object... arguments) {
      function.invokeVoid(arguments);
    }

    @Override
    public int int32(@Nullable Object... arguments) {
      return function.invokeInt(arguments);
    }

    @Override
    public long int64(@Nullable Object... arguments) {
      return function.invokeLong(arguments);
    }
  }

  @Override
  public int errno() {
    return Native.getLastError();
  }

  @Override
  public Closure closure(PrintFunction print) {
    return new JnaClosure(print);
  }

  /** Not where JNA's class loader may outlive the class's: JNA keeps the class for ever. */
  @Override
  public boolean bind(Class<?> natives, ToLongFunction<String> symbols) {
    ClassLoader loader = natives.getClassLoader();
    boolean stays = loader == ClassLoader.getSystemClassLoader();
    return (stays || loader == Native.class.getClassLoader()) && register(natives, symbols);
  }

  private static boolean register(Class<?> natives, ToLongFunction<String> symbols) {
    try {
      SymbolProvider functions = (handle, name, parent) -> symbols.applyAsLong(name);
      NativeLibrary library =
          NativeLibrary.getInstance("c", Map.of(Library.OPTION_SYMBOL_PROVIDER, functions));
      try {
        Native.register(natives, library);
        return true;
      } finally {
        library.close();
      }
    } catch (RuntimeException | Error e) {
      return false; // no memory for it, or another JNA than we know
    }
  }

  @Override
  public long allocate(long size) {
    long address = Native.malloc(size);
    if (address == 0) {
      throw new OutOfMemoryError("malloc of " + size + " bytes");
    }
    return address;
  }

  @Override
  public void free(long address) {
    Native.free(address);
  }

  @Override
  public ByteBuffer buffer(long address, long size) {
    return new Pointer(address).getByteBuffer(0, size);
  }

  @Override
  public long address(ByteBuffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }

  @Override
  public String string(long address) {
    return new Pointer(address).getString(0, "UTF-8");
  }
}
