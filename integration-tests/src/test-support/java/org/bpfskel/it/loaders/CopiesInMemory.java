package org.bpfskel.it.loaders;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** As {@link Copies}, and says then how many libraries in memory the process has mapped. */
final class CopiesInMemory {
  static final String MAPPED = "libraries in memory: ";

  private CopiesInMemory() {}

  public static void main(String[] arguments) throws Exception {
    Copies.main(arguments);
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      long mapped =
          maps.filter(line -> line.contains("/memfd:libbpf.so.1"))
              .map(line -> line.replaceFirst("(\\S+ ){4}(\\d+) .*", "$2")) // the inode
              .distinct()
              .count();
      System.out.println(MAPPED + mapped);
    }
  }
}
