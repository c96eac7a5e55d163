package org.bpfskel.internal.handle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bpfskel.BpfException;
import org.bpfskel.internal.os.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the C library, a failure of which becomes a {@link BpfException}: the one place where
 * that is done. Can be kept, and used again by several threads, once it says what errors mean.
 */
public final class SystemCall {
  private final String object;
  private final Map<String, Supplier<String>> explanations = new HashMap<>();

  /** A call that gives something. */
  public interface Returning<T extends @Nullable Object> {
    T call() throws ErrnoException;
  }

  /** A call that gives nothing. */
  public interface Plain {
    void call() throws ErrnoException;
  }

  private SystemCall(String object) {
    this.object = object;
  }

  /** Of what needs none of BPF's privileges, on the thing of that name. */
  public static SystemCall on(String object) {
    return new SystemCall(object).explain("EPERM", Privileges::policy);
  }

  /** Of {@code mmap}, for the thing of that name. */
  public static SystemCall mapping(String object) {
    return on(object)
        .explain(
            "ENOMEM",
            () ->
                "there is no memory, or the process has too many mappings; those of closed objects"
                    + " end with a garbage collection, which -XX:+DisableExplicitGC forbids to ask"
                    + " for");
  }

  /** Of {@code mmap} through a descriptor of the map of that name. */
  public static SystemCall mapping(String name, int fd) {
    return mapping(name).explain("EPERM", () -> MapAccess.refusal(fd));
  }

  /** Says what an error means for these calls, beyond the system's own words; found out then. */
  public SystemCall explain(String errnoName, Supplier<String> explanation) {
    explanations.put(errnoName, explanation);
    return this;
  }

  /** As the other, for several errors. */
  public SystemCall explain(Map<String, String> words) {
    words.forEach((errnoName, explanation) -> explain(errnoName, () -> explanation));
    return this;
  }

  /** Runs one. */
  public <T extends @Nullable Object> T get(Returning<T> call) {
    try {
      return call.call();
    } catch (ErrnoException e) {
      LibbpfCall failed = LibbpfCall.of(e.function(), object);
      explanations.forEach(failed::explain);
      throw failed.failure(e.errno(), List.of());
    }
  }

  /** Runs one. */
  public void run(Plain call) {
    get(
        () -> {
          call.call();
          return object;
        });
  }
}
