package org.bpfskel.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What Jazzer calls. An input that starts as an object or BTF does is a file; any other is a list
 * of choices for the mutator, so that Jazzer finds its way through structure too.
 */
public final class FuzzTarget {
  private static final byte[] ELF_MAGIC = {0x7f, 'E', 'L', 'F'};

  private static Target target = Target.OBJECT;
  private static List<byte[]> seeds = List.of();

  private FuzzTarget() {}

  /** Takes the name of the {@link Target}. */
  public static void fuzzerInitialize(String[] arguments) {
    target = Target.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    seeds = target.seeds();
  }

  /**
   * Gives one file to the reader. One that breaks a promise is written to the working directory, so
   * that it can be put among the findings.
   */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    byte[] file = isFile(input) ? input : damaged(new InputChoices(input));
    try {
      target.accepts(file);
    } catch (RuntimeException | Error e) {
      String name = "%s-%08x".formatted(target, Arrays.hashCode(file)).toLowerCase(Locale.ROOT);
      Files.write(Path.of(name), file);
      throw new AssertionError("kept as " + name, e);
    }
  }

  private static byte[] damaged(InputChoices choices) {
    return target.mutate(seeds.get(choices.nextInt(seeds.size())), choices);
  }

  private static boolean isFile(byte[] input) {
    return target.isRaw() ? isBtf(input) : startsWith(input, ELF_MAGIC);
  }

  private static boolean isBtf(byte[] input) {
    return startsWith(input, new byte[] {(byte) 0x9f, (byte) 0xeb})
        || startsWith(input, new byte[] {(byte) 0xeb, (byte) 0x9f});
  }

  private static boolean startsWith(byte[] input, byte[] start) {
    return input.length >= start.length
        && Arrays.equals(input, 0, start.length, start, 0, start.length);
  }

  /** Writes the seeds of a target to a folder: {@code TARGET FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    Target of = Target.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    List<byte[]> files = of.seeds();
    for (int i = 0; i < files.size(); i++) {
      Files.write(folder.resolve("seed-" + i), files.get(i));
    }
  }
}
