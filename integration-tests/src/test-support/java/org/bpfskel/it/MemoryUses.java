package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.data.LongVar;
import org.bpfskel.data.Variables;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.map.BpfRingBuf;

/** What needs much memory, in a Java machine of its own: {@code MemoryUses USE OBJECT NUMBER}. */
public final class MemoryUses {
  private static final int KIBI = 1024;

  private MemoryUses() {}

  public static void main(String[] args) throws IOException {
    Path object = Path.of(args[1]);
    int number = Integer.parseInt(args[2]);
    switch (args[0]) {
      case "arena" -> arena(object, number);
      case "ring" -> ring(object, number);
      case "sections" -> sections(object, number);
      default -> large(object);
    }
  }

  /** Prints how often an arena came to the same place. */
  private static void arena(Path file, int cycles) throws IOException {
    for (int cycle = 0; cycle < cycles; cycle++) {
      BpfObject object = BpfObject.open(file);
      LongVar hits = object.data("pages").variables().int64("hits");
      object.map("pages").options().setMapExtra(MemoryObjects.ADDRESS);
      object.load();
      hits.getAndAdd(1);
      object.close();
      require(hits.get() == 6, "hits is " + hits.get());
    }
    System.out.println(cycles);
  }

  /** Prints how often a ring was opened, read and closed. */
  private static void ring(Path file, int cycles) throws IOException {
    for (int cycle = 0; cycle < cycles; cycle++) {
      try (BpfObject object = BpfObject.open(file);
          RingBuffer events = new RingBuffer()) {
        object.load();
        events.onBytes(BpfRingBuf.of(object.map("ring")), bytes -> {});
        require(events.consume() == 0, "a record");
      }
    }
    System.out.println(cycles);
  }

  /** Prints the most mappings that the process had after a cycle. */
  private static void sections(Path file, int cycles) throws IOException {
    long most = 0;
    for (int cycle = 0; cycle < cycles; cycle++) {
      try (BpfObject object = BpfObject.open(file)) {
        for (int i = 0; object.maps().size() > i; i++) {
          object.data(".data.s" + i).variables().int32("v" + i).getAndAdd(1);
        }
        object.load();
      }
      most = Math.max(most, count("maps"));
    }
    System.out.println(most);
  }

  /** Prints how many bytes the process has more once the object is open and its variables set. */
  private static void large(Path file) throws IOException {
    BpfObject object = BpfObject.open(file);
    long before = resident();
    Variables bss = object.data(".bss").variables();
    LongVar counter = bss.int64("counter");
    counter.set(7);
    System.out.println(resident() - before);
    requireRefused(object);
    object.load();
    require(counter.getAndAdd(1) == 7, "counter is " + counter.get());
    object.close();
    require(counter.get() == 8, "counter is " + counter.get());
  }

  private static void requireRefused(BpfObject object) {
    try {
      require(object.data(".bss").initialValue().length == 0, "it was in the heap");
    } catch (BpfException e) {
      require(e.toString().contains("-Xmx"), e.toString());
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static long resident() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          * KIBI;
    }
  }

  private static long count(String file) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self", file))) {
      return lines.count();
    }
  }
}
