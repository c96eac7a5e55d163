package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

import org.bpfskel.internal.foreign.DirectCalls;
import org.bpfskel.internal.foreign.NativeBinding;
import org.bpfskel.internal.foreign.NativeCalls;
import org.jspecify.annotations.Nullable;

/**
 * libbpf's functions on the elements of a map, by its file descriptor. As {@link Libbpf}, but a
 * call allocates nothing: by JNI from the first on. Without that, once it is clear that calls are
 * many, they go over to the JDK's own linker, or to native methods on an older JDK: getting these
 * ready takes longer than a thousand calls.
 */
public final class LibbpfElements {
  private static final int FEW = 1_000;

  private static final ElementCalls BOXED = new BoxedElements();

  /** Counted without a lock: a thread that misses a step only goes over later. */
  private static int few = FEW;

  /** Set without one: threads may each make their own, which are alike. */
  private static @Nullable ElementCalls ready;

  private LibbpfElements() {}

  private static ElementCalls calls() {
    ElementCalls calls = ready;
    return calls == null ? early() : calls;
  }

  private static ElementCalls early() {
    NativeCalls calls = NativeBinding.calls();
    DirectCalls direct = calls.direct();
    if (direct == null && few > 0) {
      few--;
      return BOXED;
    }
    ElementCalls found = direct == null ? made(calls) : new DirectElements(direct, libbpf());
    ready = found;
    return found;
  }

  private static synchronized ElementCalls made(NativeCalls calls) {
    ElementCalls known = ready;
    if (known != null) {
      return known;
    }
    ElementCalls foreign = ForeignElements.find();
    if (foreign != null) {
      return foreign;
    }
    return calls.bind(NativeElements.class, libbpf()::address) ? new NativeElements() : BOXED;
  }

  public static int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags) {
    return calls().bpf_map_lookup_elem_flags(fd, key, value, flags);
  }

  public static int bpf_map_update_elem(int fd, long key, long value, long flags) {
    return calls().bpf_map_update_elem(fd, key, value, flags);
  }

  public static int bpf_map_delete_elem(int fd, long key) {
    return calls().bpf_map_delete_elem(fd, key);
  }

  public static int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags) {
    return calls().bpf_map_lookup_and_delete_elem_flags(fd, key, value, flags);
  }

  public static int bpf_map_get_next_key(int fd, long key, long next) {
    return calls().bpf_map_get_next_key(fd, key, next);
  }

  public static int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long opts) {
    return calls().bpf_map_lookup_batch(fd, in, out, keys, values, count, opts);
  }

  public static int bpf_map_lookup_and_delete_batch(
      int fd, long in, long out, long keys, long values, long count, long opts) {
    return calls().bpf_map_lookup_and_delete_batch(fd, in, out, keys, values, count, opts);
  }

  public static int bpf_map_update_batch(int fd, long keys, long values, long count, long opts) {
    return calls().bpf_map_update_batch(fd, keys, values, count, opts);
  }

  public static int bpf_map_delete_batch(int fd, long keys, long count, long opts) {
    return calls().bpf_map_delete_batch(fd, keys, count, opts);
  }
}
