package org.bpfskel.it.fault;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.it.BpfObjects;

/** Uses the runtime for the first time where something is short, then where it is not. */
final class Scarce {
  static final String LOST = "descriptors lost: ";
  static final String WORKED = "worked in the end";

  private static final int TRIES = 3;

  private final byte[] object = BpfObjects.bytes("bpf/dummy_ops.bpf.o");

  private Scarce() {}

  /**
   * With what is short: {@code threads}; {@code descriptors}, and how many are left; {@code file},
   * the same for an object that is a file; or {@code later}, for a ring buffer that is not the
   * first.
   */
  public static void main(String[] arguments) throws IOException {
    Scarce scarce = new Scarce();
    switch (arguments[0]) {
      case "threads" -> {
        Path file = Path.of(Objects.requireNonNull(System.getenv("NO_THREADS")));
        Files.createFile(file);
        scarce.tryAll();
        Files.delete(file);
      }
      case "descriptors" ->
          withDescriptors(Integer.parseInt(arguments[1]), () -> new RingBuffer().close());
      case "file" -> {
        Path file = Path.of(arguments[2]);
        withDescriptors(Integer.parseInt(arguments[1]), () -> BpfObject.open(file).close());
        BpfObject.open(file).close();
      }
      default -> {
        new RingBuffer().close();
        withDescriptors(1, () -> new RingBuffer().close());
      }
    }
    scarce.work();
    System.out.println(WORKED);
  }

  /** With so many left. */
  private static void withDescriptors(int left, Runnable use) throws IOException {
    tryNothing();
    List<InputStream> open = new ArrayList<>();
    try {
      while (true) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      // None is left.
    }
    for (int i = 0; i < left; i++) {
      open.remove(open.size() - 1).close();
    }
    List<String> told = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      told.add(answer(use));
    }
    for (InputStream stream : open) {
      stream.close();
    }
    told.forEach(System.out::println);
  }

  /** Has the classes loaded that this needs itself. */
  private static void tryNothing() {
    answer(
        () -> {
          throw new BpfException("", "", BpfException.Kind.OTHER, "");
        });
    answer(() -> Objects.requireNonNull(RingBuffer.class));
  }

  private void tryAll() {
    int before = 0;
    for (int i = 0; i < TRIES; i++) {
      System.out.println(answer(() -> new RingBuffer().close()));
      System.out.println(answer(() -> BpfObject.open(object, "x.bpf.o").close()));
      before = i == 0 ? descriptors() : before;
    }
    System.out.println(LOST + (descriptors() - before));
  }

  private void work() {
    new RingBuffer().close();
    BpfObject.open(object, "x.bpf.o").close();
  }

  private static String answer(Runnable call) {
    try {
      call.run();
      return "no failure";
    } catch (BpfException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static int descriptors() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }
}
