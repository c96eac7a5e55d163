package org.bpfskel.it.leak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bpfskel.it.FailingUse;
import org.bpfskel.it.Holdings;
import org.bpfskel.it.NormalUse;

/** Opens and closes many times, and sees that nothing is left. For a Java machine of its own. */
final class LeakRuns {
  /** Every so many rounds one that is refused. */
  private static final int REFUSED = 5;

  private static final long KIBI = 1 << 10;

  /**
   * What the machine itself takes and gives back meanwhile, its compiler above all. In 100,000
   * cycles the smallest piece that malloc has, 32 bytes with its header, is more.
   */
  private static final long MALLOC_NOISE = 2_000_000;

  private static final long HEAP_NOISE = 1_000_000;

  /** Pages that are free, but neither malloc nor the machine gives back to the system. */
  private static final long RESIDENT_NOISE = 16_000_000;

  private interface Cycle {
    void run(int round) throws IOException;
  }

  /** Nothing else keeps a logger and its level before its first line. */
  private static final Logger LOGGER = Logger.getLogger("org.bpfskel");

  private final Path bpfFileSystem;

  private LeakRuns(Path bpfFileSystem) {
    this.bpfFileSystem = bpfFileSystem;
  }

  /** With a BPF file system to pin in, and the numbers of cycles of both kinds. */
  public static void main(String[] arguments) throws IOException {
    LOGGER.setLevel(Level.OFF); // libbpf says much of what is refused
    MemoryInUse.afterCollection(); // once: what JNA binds first opens a file for good
    LeakRuns runs = new LeakRuns(Path.of(arguments[0]));
    repeat("open/close", Integer.parseInt(arguments[1]), runs::open);
    repeat("open/load/attach/close", Integer.parseInt(arguments[2]), runs::use);
  }

  private void open(int round) {
    if (round % REFUSED == 0) {
      FailingUse.atOpen(round / REFUSED).run();
    } else {
      NormalUse.openAlone(round);
    }
  }

  private void use(int round) throws IOException {
    if (round % REFUSED == 0) {
      FailingUse[] uses = FailingUse.values();
      uses[round / REFUSED % uses.length].run();
    } else {
      NormalUse[] uses = NormalUse.values();
      uses[round % uses.length].run(bpfFileSystem);
    }
  }

  private static void repeat(String name, int cycles, Cycle cycle) throws IOException {
    for (int round = 0; round < cycles / 2; round++) {
      cycle.run(round);
    }
    Holdings held = Holdings.now();
    MemoryInUse before = MemoryInUse.afterCollection();
    for (int round = 0; round < cycles; round++) {
      cycle.run(round);
    }
    held.awaitAgain();
    MemoryInUse after = MemoryInUse.afterCollection();
    requireNoMore(name, "allocated", before.allocated(), after.allocated(), MALLOC_NOISE);
    requireNoMore(name, "heap", before.heap(), after.heap(), HEAP_NOISE);
    requireNoMore(name, "resident", before.resident(), after.resident(), RESIDENT_NOISE);
    System.out.printf(
        "leaks: %d cycles of %s, every %dth refused: %d descriptors, %d threads and no BPF object"
            + " more; malloc %+d, heap %+d, resident %+d KiB%n",
        cycles,
        name,
        REFUSED,
        held.descriptors().size(),
        held.threads().size(),
        (after.allocated() - before.allocated()) / KIBI,
        (after.heap() - before.heap()) / KIBI,
        (after.resident() - before.resident()) / KIBI);
  }

  private static void requireNoMore(String name, String what, long before, long after, long noise) {
    if (after - before > noise) {
      throw new AssertionError(
          "%s: %s memory has grown from %d to %d bytes".formatted(name, what, before, after));
    }
  }
}
