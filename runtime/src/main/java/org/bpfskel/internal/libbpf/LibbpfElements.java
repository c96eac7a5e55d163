package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * libbpf's functions on the elements of a map, by its file descriptor. As {@link Libbpf} at first.
 *
 * <p>Once it is clear that calls are many they go over to the JDK's own, or to native methods on an
 * older JDK and for batches: then a call allocates nothing. Getting these ready takes longer than a
 * thousand calls.
 */
public final class LibbpfElements {
  private static final int FEW = 1_000;

  /** Counted without a lock: a thread that misses a step only goes over later. */
  private static int few = FEW;

  private LibbpfElements() {}

  private static boolean isEarly() {
    if (few <= 0) {
      return false;
    }
    few--;
    return true;
  }

  /** Whether it has to be found out anew what the arguments are. */
  private static boolean isSlow() {
    return isEarly() || !NativeElements.areBound();
  }

  /** Linked when it is first asked for. */
  private static final class Foreign {
    static final @Nullable MethodHandle LOOKUP =
        ForeignCall.find(
            "bpf_map_lookup_elem_flags", int.class, long.class, long.class, long.class);

    static final @Nullable MethodHandle UPDATE =
        ForeignCall.find("bpf_map_update_elem", int.class, long.class, long.class, long.class);

    static final @Nullable MethodHandle DELETE =
        ForeignCall.find("bpf_map_delete_elem", int.class, long.class);

    static final @Nullable MethodHandle LOOKUP_AND_DELETE =
        ForeignCall.find(
            "bpf_map_lookup_and_delete_elem_flags", int.class, long.class, long.class, long.class);

    static final @Nullable MethodHandle GET_NEXT_KEY =
        ForeignCall.find("bpf_map_get_next_key", int.class, long.class, long.class);
  }

  public static int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags) {
    if (isEarly() || (Foreign.LOOKUP == null && !NativeElements.areBound())) {
      return libbpf().int32("bpf_map_lookup_elem_flags", fd, key, value, flags);
    }
    if (Foreign.LOOKUP == null) {
      return NativeElements.bpf_map_lookup_elem_flags(fd, key, value, flags);
    }
    try {
      return (int) Foreign.LOOKUP.invokeExact(fd, key, value, flags);
    } catch (Throwable e) {
      throw ForeignCall.unexpected(e);
    }
  }

  public static int bpf_map_update_elem(int fd, long key, long value, long flags) {
    if (isEarly() || (Foreign.UPDATE == null && !NativeElements.areBound())) {
      return libbpf().int32("bpf_map_update_elem", fd, key, value, flags);
    }
    if (Foreign.UPDATE == null) {
      return NativeElements.bpf_map_update_elem(fd, key, value, flags);
    }
    try {
      return (int) Foreign.UPDATE.invokeExact(fd, key, value, flags);
    } catch (Throwable e) {
      throw ForeignCall.unexpected(e);
    }
  }

  public static int bpf_map_delete_elem(int fd, long key) {
    if (isEarly() || (Foreign.DELETE == null && !NativeElements.areBound())) {
      return libbpf().int32("bpf_map_delete_elem", fd, key);
    }
    if (Foreign.DELETE == null) {
      return NativeElements.bpf_map_delete_elem(fd, key);
    }
    try {
      return (int) Foreign.DELETE.invokeExact(fd, key);
    } catch (Throwable e) {
      throw ForeignCall.unexpected(e);
    }
  }

  public static int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags) {
    if (isEarly() || (Foreign.LOOKUP_AND_DELETE == null && !NativeElements.areBound())) {
      return libbpf().int32("bpf_map_lookup_and_delete_elem_flags", fd, key, value, flags);
    }
    if (Foreign.LOOKUP_AND_DELETE == null) {
      return NativeElements.bpf_map_lookup_and_delete_elem_flags(fd, key, value, flags);
    }
    try {
      return (int) Foreign.LOOKUP_AND_DELETE.invokeExact(fd, key, value, flags);
    } catch (Throwable e) {
      throw ForeignCall.unexpected(e);
    }
  }

  public static int bpf_map_get_next_key(int fd, long key, long next) {
    if (isEarly() || (Foreign.GET_NEXT_KEY == null && !NativeElements.areBound())) {
      return libbpf().int32("bpf_map_get_next_key", fd, key, next);
    }
    if (Foreign.GET_NEXT_KEY == null) {
      return NativeElements.bpf_map_get_next_key(fd, key, next);
    }
    try {
      return (int) Foreign.GET_NEXT_KEY.invokeExact(fd, key, next);
    } catch (Throwable e) {
      throw ForeignCall.unexpected(e);
    }
  }

  public static int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long opts) {
    return isSlow()
        ? libbpf().int32("bpf_map_lookup_batch", fd, in, out, keys, values, count, opts)
        : NativeElements.bpf_map_lookup_batch(fd, in, out, keys, values, count, opts);
  }

  public static int bpf_map_lookup_and_delete_batch(
      int fd, long in, long out, long keys, long values, long count, long opts) {
    return isSlow()
        ? libbpf().int32("bpf_map_lookup_and_delete_batch", fd, in, out, keys, values, count, opts)
        : NativeElements.bpf_map_lookup_and_delete_batch(fd, in, out, keys, values, count, opts);
  }

  public static int bpf_map_update_batch(int fd, long keys, long values, long count, long opts) {
    return isSlow()
        ? libbpf().int32("bpf_map_update_batch", fd, keys, values, count, opts)
        : NativeElements.bpf_map_update_batch(fd, keys, values, count, opts);
  }

  public static int bpf_map_delete_batch(int fd, long keys, long count, long opts) {
    return isSlow()
        ? libbpf().int32("bpf_map_delete_batch", fd, keys, count, opts)
        : NativeElements.bpf_map_delete_batch(fd, keys, count, opts);
  }
}
