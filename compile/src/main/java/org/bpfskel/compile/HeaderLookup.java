package org.bpfskel.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where clang may find the headers of a source. Clang says which ones it took, but not where it had
 * looked before: a new header in a folder that comes earlier would be taken without a word.
 *
 * @param folders that are searched, whether they are there or not
 */
record HeaderLookup(Collection<Path> folders) {

  /**
   * A digest that changes when a file comes or goes that may have the name of one that was taken.
   * An include's name is not known, but is an end of the header's path; so nothing is missed, and
   * at worst an object is compiled once too often.
   *
   * @param taken headers, and the source
   */
  String digest(Collection<Path> taken) {
    Set<Path> searched = new LinkedHashSet<>(folders);
    Set<Path> names = new LinkedHashSet<>();
    for (Path file : taken) {
      Path folder = file.getParent();
      if (folder != null) {
        searched.add(folder); // #include "…" looks there first
      }
      for (int first = 0; first < file.getNameCount(); first++) {
        names.add(file.subpath(first, file.getNameCount()));
      }
    }
    Set<Path> found = new TreeSet<>();
    for (Path folder : searched) {
      for (Path name : names) {
        Path file = folder.resolve(name).normalize();
        if (Files.exists(file)) {
          found.add(file);
        }
      }
    }
    return Digest.of(found.stream().map(Path::toString).collect(Collectors.joining("\n")));
  }
}
