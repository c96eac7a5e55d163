package org.bpfskel.internal.libbpf;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of libbpf by {@code java.lang.foreign}, which the JDK has since 22: some nanoseconds, where
 * JNA takes hundreds (measured). By reflection, for this is compiled for JDK 17; and only where
 * native access is enabled, for else the JDK would print a warning.
 */
public final class ForeignCall {
  private static final String PACKAGE = "java.lang.foreign.";

  private ForeignCall() {}

  /**
   * A function that returns an {@code int}.
   *
   * @param parameters {@code int.class} or {@code long.class} each
   * @return to be called by {@code invokeExact}; null where JNA has to do it
   */
  static @Nullable MethodHandle find(String function, Class<?>... parameters) {
    try {
      Object enabled =
          Module.class.getMethod("isNativeAccessEnabled").invoke(ForeignCall.class.getModule());
      return Boolean.TRUE.equals(enabled) ? link(function, parameters) : null;
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      // An older JDK, one without a linker for this machine, or no memory for it: thrown from a
      // static initialiser that would be the end of all calls on elements.
      return null;
    }
  }

  private static MethodHandle link(String function, Class<?>[] parameters)
      throws ReflectiveOperationException {
    Class<?> linker = Class.forName(PACKAGE + "Linker");
    Class<?> segment = Class.forName(PACKAGE + "MemorySegment");
    Class<?> descriptor = Class.forName(PACKAGE + "FunctionDescriptor");
    Class<?> layout = Class.forName(PACKAGE + "MemoryLayout");
    Class<?> options = Class.forName(PACKAGE + "Linker$Option").arrayType();
    long address = LibbpfLibrary.libbpf().address(function);
    Object layouts = Array.newInstance(layout, parameters.length);
    List<Class<?>> types = Arrays.asList(parameters);
    for (int i = 0; i < types.size(); i++) {
      Array.set(layouts, i, layoutOf(types.get(i)));
    }
    Object type =
        descriptor
            .getMethod("of", layout, layout.arrayType())
            .invoke(null, layoutOf(int.class), layouts);
    Object place = segment.getMethod("ofAddress", long.class).invoke(null, address);
    return (MethodHandle)
        linker
            .getMethod("downcallHandle", segment, descriptor, options)
            .invoke(
                linker.getMethod("nativeLinker").invoke(null),
                place,
                type,
                Array.newInstance(options.componentType(), 0));
  }

  private static Object layoutOf(Class<?> type) throws ReflectiveOperationException {
    String constant = type == int.class ? "JAVA_INT" : "JAVA_LONG";
    return Class.forName(PACKAGE + "ValueLayout").getField(constant).get(null);
  }

  /** What no call of C throws. */
  static AssertionError unexpected(Throwable e) {
    return new AssertionError("a call of C threw", e);
  }
}
