package org.bpfskel.it.life;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.DataMap;
import org.bpfskel.StructOpsMap;
import org.bpfskel.fuzz.ElfMutator;
import org.bpfskel.it.BpfObjects;

/**
 * Opens and loads damaged objects: each is taken, or refused with a {@link BpfException}, and soon.
 * For a Java machine of its own.
 */
final class DamagedObjects {
  /** Of the processor's time, for others may take it meanwhile. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final long LONGEST = Duration.ofSeconds(5).toNanos();

  /** Of libbpf, which says much of what is refused. Who does not keep it loses its level. */
  private static final Logger LOG = Logger.getLogger("org.bpfskel");

  /** What the kernel would have to fill for a map, at most. */
  private static final long LARGEST_MAP = 4 << 20;

  private static final int ELEMENT_OVERHEAD = 64;

  /** How far an object came. */
  enum End {
    REFUSED_AT_OPEN,
    TOO_LARGE,
    REFUSED_AT_LOAD,
    LOADED
  }

  private DamagedObjects() {}

  /**
   * With the first number and the number behind the last, and a file that has the number under way,
   * for whoever finds the machine dead.
   */
  public static void main(String[] arguments) throws IOException {
    LOG.setLevel(Level.OFF);
    List<String> names = BpfObjects.names();
    Map<End, Integer> ends = new EnumMap<>(End.class);
    long slowest = 0;
    try (FileChannel progress =
        FileChannel.open(
            Path.of(arguments[2]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int number = Integer.parseInt(arguments[0]);
          number < Integer.parseInt(arguments[1]);
          number++) {
        progress.write(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip(), 0);
        byte[] damaged = damaged(names, number);
        long start = THREADS.getCurrentThreadCpuTime();
        ends.merge(end(damaged), 1, Integer::sum);
        slowest = Math.max(slowest, THREADS.getCurrentThreadCpuTime() - start);
        if (slowest > LONGEST) {
          throw new AssertionError("no answer for " + Duration.ofNanos(slowest));
        }
      }
    }
    for (End end : End.values()) {
      System.out.println(ends.getOrDefault(end, 0));
    }
  }

  /** The damaged object of that number, always the same. */
  static byte[] damaged(List<String> names, int number) {
    byte[] intact = BpfObjects.bytes(names.get(number % names.size()));
    return ElfMutator.mutate(intact, new Random(number));
  }

  private static End end(byte[] damaged) {
    BpfObject object;
    try {
      object = BpfObject.open(damaged, "damaged.bpf.o");
    } catch (BpfException e) {
      return End.REFUSED_AT_OPEN;
    }
    try (object) {
      for (BpfMap map : object.maps()) {
        if (isTooLarge(map)) {
          return End.TOO_LARGE;
        }
        map.options().setPinPath(null);
        if (map instanceof DataMap data) {
          data.setInitialValue(data.initialValue());
        } else if (map instanceof StructOpsMap variable) {
          variable.setInitialValue(variable.initialValue());
        }
      }
      object.load();
      return End.LOADED;
    } catch (BpfException e) {
      return End.REFUSED_AT_LOAD;
    }
  }

  private static boolean isTooLarge(BpfMap map) {
    long element =
        Integer.toUnsignedLong(map.keySize())
            + Integer.toUnsignedLong(map.valueSize())
            + ELEMENT_OVERHEAD;
    return element > LARGEST_MAP / Math.max(1, Integer.toUnsignedLong(map.maxEntries()));
  }
}
