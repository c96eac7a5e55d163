package org.bpfskel.internal;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.SymbolProvider;
import java.util.Map;

/** The functions of {@link LibbpfElements} as native methods, for those that are called often. */
final class JnaElements {
  private static final int UNKNOWN = 0;
  private static final int BOUND = 1;
  private static final int NONE = 2;

  private static volatile int state;

  private JnaElements() {}

  /**
   * Whether they can be called. Not where JNA is of a class loader that may outlive ours: what has
   * native methods bound is kept by JNA for ever.
   */
  static boolean areBound() {
    return state == UNKNOWN ? bind() : state == BOUND;
  }

  private static synchronized boolean bind() {
    if (state == UNKNOWN) {
      ClassLoader own = JnaElements.class.getClassLoader();
      boolean stays = own == ClassLoader.getSystemClassLoader();
      state = (stays || own == Native.class.getClassLoader()) && register() ? BOUND : NONE;
    }
    return state == BOUND;
  }

  private static boolean register() {
    NativeFunctions libbpf = LibbpfLibrary.libbpf();
    try {
      SymbolProvider functions = (handle, name, parent) -> libbpf.address(name);
      NativeLibrary library =
          NativeLibrary.getInstance("c", Map.of(Library.OPTION_SYMBOL_PROVIDER, functions));
      try {
        Native.register(JnaElements.class, library);
        return true;
      } finally {
        library.close();
      }
    } catch (RuntimeException | Error e) {
      return false; // no memory for it, or another JNA than we know: the slow calls go on
    }
  }

  static native int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags);

  static native int bpf_map_update_elem(int fd, long key, long value, long flags);

  static native int bpf_map_delete_elem(int fd, long key);

  static native int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags);

  static native int bpf_map_get_next_key(int fd, long key, long next);

  static native int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long opts);

  static native int bpf_map_lookup_and_delete_batch(
      int fd, long in, long out, long keys, long values, long count, long opts);

  static native int bpf_map_update_batch(int fd, long keys, long values, long count, long opts);

  static native int bpf_map_delete_batch(int fd, long keys, long count, long opts);
}
