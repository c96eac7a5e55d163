package org.bpfskel.it;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** What this process holds, to see that whoever takes something gives it back. */
public record Holdings(List<String> descriptors, List<String> threads, Set<String> kernelObjects) {
  private static final Path SELF = Path.of("/proc/self");
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final long PAUSE_NANOSECONDS = 10_000_000;

  /** As of now. */
  public static Holdings now() throws IOException {
    // The machine keeps a socket of its own from the first channel that is closed.
    FileChannel.open(Path.of("/dev/null")).close();
    Set<String> objects = KernelObjects.ofTheMachine();
    return new Holdings(openDescriptors(), runningThreads(), objects);
  }

  /**
   * Waits until the process holds what it held then: mappings end with the garbage collection, and
   * the kernel takes objects away a while after the last reference.
   *
   * @throws AssertionError if it still holds more after half a minute
   */
  public void awaitAgain() throws IOException {
    awaitDescriptors();
    awaitSame("threads", threads, Holdings::runningThreads);
    // What comes after this is somebody else's.
    Set<String> added = KernelObjects.ofTheMachine();
    added.removeAll(kernelObjects);
    for (long begin = System.nanoTime(); !added.isEmpty(); pause()) {
      System.gc();
      added.retainAll(KernelObjects.ofTheMachine());
      added.removeAll(KernelObjects.ofOtherProcesses());
      check(begin, added.isEmpty(), "BPF objects left behind: " + added);
    }
  }

  /** As {@link #awaitAgain}, of descriptors alone. */
  public void awaitDescriptors() throws IOException {
    awaitSame("descriptors", descriptors, Holdings::openDescriptors);
  }

  private interface Reading {
    List<String> get() throws IOException;
  }

  private static void awaitSame(String what, List<String> before, Reading reading)
      throws IOException {
    List<String> after = reading.get();
    for (long begin = System.nanoTime(); !after.equals(before); after = reading.get()) {
      check(begin, false, "other %s than before: %s, not %s".formatted(what, after, before));
      pause();
    }
  }

  private static void check(long begin, boolean done, String problem) {
    if (!done && System.nanoTime() - begin > LONGEST.toNanos()) {
      throw new AssertionError(problem);
    }
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE_NANOSECONDS);
  }

  /** What each descriptor is of, without numbers that differ from one object to the next. */
  private static List<String> openDescriptors() throws IOException {
    List<String> targets = new ArrayList<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(SELF.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (!target.startsWith("/proc/")) {
            targets.add(target.replaceAll("\\[\\d+]", ""));
          }
        } catch (NoSuchFileException e) {
          // Closed meanwhile.
        }
      }
    }
    targets.sort(null);
    return targets;
  }

  /** Those of the system, but for the one that waits for other processes and goes by itself. */
  private static List<String> runningThreads() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(SELF.resolve("task"))) {
      for (Path task : tasks) {
        try {
          String name = Files.readString(task.resolve("comm")).strip();
          if (!name.startsWith("process reaper")) {
            names.add(name);
          }
        } catch (NoSuchFileException e) {
          // Ended meanwhile.
        }
      }
    }
    names.sort(null);
    return names;
  }
}
