package org.bpfskel.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an object was compiled from, kept beside it until the next build.
 *
 * @param settings digest of clang and its arguments, and of what became of its output
 * @param headers digest of where headers of these names are, {@link HeaderLookup}
 * @param files digests of the object, its source and all headers, by path
 */
record ObjectRecord(String settings, String headers, Map<Path, String> files) {
  private static final ObjectRecord NONE = new ObjectRecord("", "", Map.of());

  /** Lines before the first file. */
  private static final int DIGESTS = 2;

  /** Of an object that was just compiled. */
  static ObjectRecord of(String settings, HeaderLookup lookup, List<Path> files) {
    Map<Path, String> digests = new LinkedHashMap<>();
    files.forEach(file -> digests.put(file, Digest.of(file)));
    return new ObjectRecord(settings, lookup.digest(files), digests);
  }

  /** Whether compiling again would give the same object, and that is there. */
  boolean isCurrent(String wanted, HeaderLookup lookup) {
    return settings.equals(wanted)
        && files.entrySet().stream()
            .allMatch(file -> file.getValue().equals(Digest.of(file.getKey())))
        && headers.equals(lookup.digest(files.keySet()));
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(settings, headers));
    files.forEach((path, digest) -> lines.add(digest + " " + path));
    Files.write(file, lines);
  }

  /** Reads a record; one that is damaged is of nothing. */
  static ObjectRecord read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < DIGESTS) {
      return NONE;
    }
    Map<Path, String> files = new LinkedHashMap<>();
    for (String line : lines.subList(DIGESTS, lines.size())) {
      int space = line.indexOf(' ');
      if (space < 0) {
        return NONE;
      }
      files.put(Path.of(line.substring(space + 1)), line.substring(0, space));
    }
    return new ObjectRecord(lines.get(0), lines.get(1), files);
  }
}
