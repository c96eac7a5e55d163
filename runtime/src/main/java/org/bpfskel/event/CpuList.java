package org.bpfskel.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bpfskel.BpfException;

/** CPUs as the kernel lists them: {@code 0-3,6}. */
final class CpuList {
  private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");

  private CpuList() {}

  /** The numbers of the CPUs that run now. */
  static int[] online() {
    try {
      return parse(Files.readString(ONLINE).strip());
    } catch (IOException e) {
      throw new BpfException("read", ONLINE.toString(), BpfException.Kind.OTHER, String.valueOf(e));
    }
  }

  static int[] parse(String list) {
    return Arrays.stream(list.split(","))
        .filter(range -> !range.isEmpty())
        .map(range -> range.split("-"))
        .flatMapToInt(ends -> IntStream.rangeClosed(first(ends), last(ends)))
        .toArray();
  }

  private static int first(String[] ends) {
    return Integer.parseInt(ends[0]);
  }

  private static int last(String[] ends) {
    return Integer.parseInt(ends[ends.length - 1]);
  }
}
