package org.bpfskel.access;

import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.function.Function;
import org.bpfskel.LinkInfo;
import org.bpfskel.MapInfo;
import org.bpfskel.ProgramInfo;
import org.bpfskel.TestRun;
import org.bpfskel.TestRunResult;
import org.jspecify.annotations.Nullable;

/**
 * To what the main package asks the kernel about a descriptor, for those who have one without an
 * object.
 *
 * @param <I> what the kernel answers
 */
public final class InfoDoor<I> {
  public static final InfoDoor<MapInfo> MAP = new InfoDoor<>(MapInfo.class);
  public static final InfoDoor<ProgramInfo> PROGRAM = new InfoDoor<>(ProgramInfo.class);
  public static final InfoDoor<LinkInfo> LINK = new InfoDoor<>(LinkInfo.class);
  public static final InfoDoor<Function<TestRun, TestRunResult>> TEST_RUN =
      new InfoDoor<>(TestRunResult.class);

  private final Class<?> opener;
  private volatile @Nullable InfoReading<I> reading;

  /** Asks the kernel about what a descriptor is of. */
  public interface InfoReading<I> {
    I read(String name, int descriptor);
  }

  private InfoDoor(Class<?> opener) {
    this.opener = opener;
  }

  /** Shows the way; for the class of the answer, when it is initialized. */
  public void open(InfoReading<I> way) {
    this.reading = way;
  }

  /**
   * Asks the kernel.
   *
   * @param name what messages call the thing
   */
  public I read(String name, int descriptor) {
    if (reading == null) {
      initialize();
    }
    return Objects.requireNonNull(reading).read(name, descriptor);
  }

  private void initialize() {
    try {
      MethodHandles.lookup().ensureInitialized(opener);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e); // it is a public class of this module
    }
  }
}
