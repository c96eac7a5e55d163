package org.bpfskel.internal.libbpf;

import java.lang.invoke.MethodHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By the JDK's own linker. A batch is many elements: how it is called does not matter, and is not
 * linked.
 */
final class ForeignElements implements ElementCalls {
  private static final @Nullable MethodHandle LOOKUP =
      ForeignCall.find("bpf_map_lookup_elem_flags", int.class, long.class, long.class, long.class);

  private static final @Nullable MethodHandle UPDATE =
      ForeignCall.find("bpf_map_update_elem", int.class, long.class, long.class, long.class);

  private static final @Nullable MethodHandle DELETE =
      ForeignCall.find("bpf_map_delete_elem", int.class, long.class);

  private static final @Nullable MethodHandle LOOKUP_AND_DELETE =
      ForeignCall.find(
          "bpf_map_lookup_and_delete_elem_flags", int.class, long.class, long.class, long.class);

  private static final @Nullable MethodHandle GET_NEXT_KEY =
      ForeignCall.find("bpf_map_get_next_key", int.class, long.class, long.class);

  private final ElementCalls batches = new BoxedElements();

  private ForeignElements() {}

  /** Null if the JDK has no such linker, or may not use it. */
  static @Nullable ForeignElements find() {
    boolean linked =
        LOOKUP != null
            && UPDATE != null
            && DELETE != null
            && LOOKUP_AND_DELETE != null
            && GET_NEXT_KEY != null;
    return linked ? new ForeignElements() : null;
  }

  @Override
  public int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags) {
    try {
      return (int) Objects.requireNonNull(LOOKUP).invokeExact(fd, key, value, flags);
    } catch (Throwable e) {
      throw ForeignCall.unexpected(e);
    }
  }

  @Override
  public int bpf_map_update_elem(int fd, long key, long value, long flags) {
    try {
      return (int) Objects.requireNonNull(UPDATE).invokeExact(fd, key, value, flags);
    } catch (Throwable e) {
      throw ForeignCall.unexpected(e);
    }
  }

  @Override
  public int bpf_map_delete_elem(int fd, long key) {
    try {
      return (int) Objects.requireNonNull(DELETE).invokeExact(fd, key);
    } catch (Throwable e) {
      throw ForeignCall.unexpected(e);
    }
  }

  @Override
  public int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags) {
    try {
      return (int) Objects.requireNonNull(LOOKUP_AND_DELETE).invokeExact(fd, key, value, flags);
    } catch (Throwable e) {
      throw ForeignCall.unexpected(e);
    }
  }

  @Override
  public int bpf_map_get_next_key(int fd, long key, long next) {
    try {
      return (int) Objects.requireNonNull(GET_NEXT_KEY).invokeExact(fd, key, next);
    } catch (Throwable e) {
      throw ForeignCall.unexpected(e);
    }
  }

  @Override
  public int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long opts) {
    return batches.bpf_map_lookup_batch(fd, in, out, keys, values, count, opts);
  }

  @Override
  public int bpf_map_lookup_and_delete_batch(
      int fd, long in, long out, long keys, long values, long count, long opts) {
    return batches.bpf_map_lookup_and_delete_batch(fd, in, out, keys, values, count, opts);
  }

  @Override
  public int bpf_map_update_batch(int fd, long keys, long values, long count, long opts) {
    return batches.bpf_map_update_batch(fd, keys, values, count, opts);
  }

  @Override
  public int bpf_map_delete_batch(int fd, long keys, long count, long opts) {
    return batches.bpf_map_delete_batch(fd, keys, count, opts);
  }
}
