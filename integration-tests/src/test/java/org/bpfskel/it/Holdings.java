package org.bpfskel.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** What this process holds, to see that whoever takes something gives it back. */
public record Holdings(List<String> descriptors, List<String> threads, Set<String> kernelObjects) {
  private static final Path SELF = Path.of("/proc/self");
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final long PAUSE_NANOSECONDS = 10_000_000;

  /** Of {@code bpftool}, each with objects that have ids. */
  private static final List<String> KINDS = List.of("map", "prog", "link", "btf");

  /** As of now. */
  public static Holdings now() throws IOException {
    // The machine keeps a socket of its own from the first channel that is closed.
    FileChannel.open(Path.of("/dev/null")).close();
    Set<String> objects = bpfObjects();
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
    Set<String> added = new TreeSet<>(bpfObjects());
    added.removeAll(kernelObjects);
    for (long begin = System.nanoTime(); !added.isEmpty(); pause()) {
      System.gc();
      added.retainAll(bpfObjects());
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

  /** All of the machine's, by kind and id, without what other processes alone hold. */
  private static Set<String> bpfObjects() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String kind : KINDS) {
      for (JsonElement each : JsonParser.parseString(list(kind)).getAsJsonArray()) {
        JsonObject object = each.getAsJsonObject();
        if (mayBeOurs(object)) {
          String name = object.has("name") ? " " + object.get("name").getAsString() : "";
          found.add(kind + " " + object.get("id").getAsInt() + name);
        }
      }
    }
    return found;
  }

  /** bpftool fails where an object is just being made or taken away. */
  private static String list(String kind) throws IOException {
    for (long begin = System.nanoTime(); ; pause()) {
      try {
        return Bpftool.run("-j", kind, "list");
      } catch (IOException e) {
        if (System.nanoTime() - begin > LONGEST.toNanos()) {
          throw e;
        }
      }
    }
  }

  private static boolean mayBeOurs(JsonObject object) {
    long pid = ProcessHandle.current().pid();
    if (!object.has("pids")) {
      return true;
    }
    for (JsonElement holder : object.getAsJsonArray("pids")) {
      if (holder.getAsJsonObject().get("pid").getAsLong() == pid) {
        return true;
      }
    }
    return false;
  }
}
