package org.bpfskel.internal.handle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.bpfskel.internal.foreign.Leftover;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.ErrnoException;

/**
 * libbpf's {@code struct bpf_object}, freed when the last of its users is done: the open object
 * itself, and views of an arena. Safe for use by several threads.
 */
public final class NativeObject {
  /** Closed, and not freed yet. */
  private static final AtomicInteger LINGERING = new AtomicInteger();

  final long address;
  private final AtomicInteger users = new AtomicInteger(1);

  NativeObject(long address) {
    this.address = address;
  }

  /** Where the programs are, in libbpf's order: {@code bpf_object__for_each_program}. */
  public List<Long> programs() {
    return each(before -> Libbpf.bpf_object__next_program(address, before));
  }

  /** Where the maps are, in libbpf's order: {@code bpf_object__for_each_map}. */
  public List<Long> maps() {
    return each(before -> Libbpf.bpf_object__next_map(address, before));
  }

  private static List<Long> each(LongUnaryOperator next) {
    List<Long> all = new ArrayList<>();
    for (long one = next.applyAsLong(0); one != 0; one = next.applyAsLong(one)) {
      all.add(one);
    }
    return all;
  }

  /** One more user, while there is one. */
  public void retain() {
    users.incrementAndGet();
  }

  /** The open object is done: the kernel's part goes now, libbpf's memory with the last user. */
  void close() {
    LINGERING.incrementAndGet();
    if (users.get() > 1) {
      emptyDescriptors();
    }
    release();
  }

  /**
   * Has the garbage collector look for closed objects of which nothing but memory is left.
   *
   * @param tries how often that was done before; each time it waits longer
   * @return false if there are none, or it was tried often enough
   */
  public static boolean collect(int tries) {
    return Leftover.collect(LINGERING.get() > 0, tries);
  }

  private void emptyDescriptors() {
    empty(Libbpf.bpf_object__btf_fd(address));
    programs().forEach(program -> empty(Libbpf.bpf_program__fd(program)));
    maps().forEach(map -> empty(Libbpf.bpf_map__fd(map)));
  }

  private static void empty(int descriptor) {
    try {
      if (descriptor >= 0) {
        Descriptor.empty(descriptor);
      }
    } catch (ErrnoException e) {
      // The process has no descriptor left: this one goes with the object.
    }
  }

  /** One user less: {@code bpf_object__close} after the last. */
  public void release() {
    if (users.decrementAndGet() == 0) {
      Libbpf.bpf_object__close(address);
      LINGERING.decrementAndGet();
    }
  }
}
