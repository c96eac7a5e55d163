package org.bpfskel.processor;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bpfskel.data.ObjectBuild;
import org.jspecify.annotations.Nullable;

/**
 * What the class output says of one annotated class: the class file that a build tool has to delete
 * for the compiler to read it again, and the objects that its skeletons were generated from. Build
 * tools know that sources changed, but not that an object did.
 *
 * @param classFile relative to the class output, with {@code /} between names
 * @param objects their builds, by the name of the resource
 * @param kernels that these were held against; null if against none
 */
public record HostRecord(
    String classFile, Map<String, ObjectBuild> objects, @Nullable KernelFolder kernels) {
  /** The folder of the class output that has a record for each host, called after it. */
  public static final String FOLDER = "META-INF/bpfskel";

  /** Begins the line of the kernels, which ends with their place; no resource is called so. */
  private static final String KERNELS = "kernels: ";

  /** Keeps the order of the objects. */
  public HostRecord {
    objects = new LinkedHashMap<>(objects);
  }

  /** A line for the class file, one for each object: name, size, CRC-32; one for the kernels. */
  String text() {
    StringBuilder text = new StringBuilder(classFile).append('\n');
    objects.forEach(
        (name, build) ->
            text.append(
                String.format(Locale.ROOT, "%s %d %08x\n", name, build.size(), build.crc32())));
    if (kernels != null) {
      text.append(
          String.format(Locale.ROOT, "%s%08x %s\n", KERNELS, kernels.crc32(), kernels.place()));
    }
    return text.toString();
  }

  /**
   * Reads the text of a record.
   *
   * @throws IOException if it is none
   */
  public static HostRecord parse(String text) throws IOException {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty()) {
      throw new IOException("the record of a host is empty");
    }
    Map<String, ObjectBuild> objects = new LinkedHashMap<>();
    KernelFolder kernels = null;
    for (String line : lines.subList(1, lines.size())) {
      try {
        if (line.startsWith(KERNELS)) {
          String[] words = line.substring(KERNELS.length()).split(" ", 2);
          kernels = new KernelFolder(words[1], Integer.parseUnsignedInt(words[0], 16));
          continue;
        }
        String[] words = line.split(" ", -1);
        objects.put(
            words[0],
            new ObjectBuild(Integer.parseInt(words[1]), Integer.parseUnsignedInt(words[2], 16)));
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw new IOException("no line of a host's record: " + line, e);
      }
    }
    return new HostRecord(lines.get(0), objects, kernels);
  }
}
