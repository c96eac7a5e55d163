package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bpfskel.BpfException;

/**
 * Opens an object, and prints which libbpf that has brought into the process. For {@link ChildJvm}.
 */
final class LoadedFrom {
  private LoadedFrom() {}

  public static void main(String[] args) throws IOException {
    try {
      DummyOpsSkel.open().close();
      System.out.println(OpenAndLoad.OPENED);
      try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
        maps.filter(line -> line.contains("libbpf.so"))
            .map(line -> line.replaceFirst("^[^/]*", ""))
            .distinct()
            .forEach(System.out::println);
      }
    } catch (BpfException e) {
      System.out.println(e.getMessage());
    }
  }
}
