package org.bpfskel.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The folder with the kernels that a host's objects were held against, as it was then.
 *
 * @param place from the class output on, so that a record is the same wherever a project lies
 * @param crc32 of all names and bytes in it
 */
public record KernelFolder(String place, int crc32) {
  /** A kernel with its modules is a folder in the folder. */
  private static final int DEPTH = 2;

  /**
   * As it is now.
   *
   * @throws IOException if it cannot be read
   */
  static KernelFolder of(Path classOutput, Path folder) throws IOException {
    Path from = classOutput.toAbsolutePath().normalize();
    String place = from.relativize(folder.toAbsolutePath().normalize()).toString();
    return new KernelFolder(place, sum(folder));
  }

  /** Whether a kernel has come, gone or changed since. */
  public boolean hasChanged(Path classOutput) {
    try {
      return sum(classOutput.resolve(place)) != crc32;
    } catch (IOException | UncheckedIOException e) {
      return true; // javac says what is wrong with it
    }
  }

  private static int sum(Path folder) throws IOException {
    CRC32 sum = new CRC32();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      sum.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      sum.update(Files.readAllBytes(file));
    }
    return (int) sum.getValue();
  }
}
