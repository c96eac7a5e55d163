package org.bpfskel.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.kernel.Kernel;
import org.bpfskel.internal.kernel.KernelBtfFile;
import org.jspecify.annotations.Nullable;

/** The kernels that objects are to run on: each file of a folder, and each folder in it. */
final class DeclaredKernels {
  static final String OPTION = "bpfskel.kernels";
  static final String ELEMENT = "kernels";

  private static final String ENDING = ".btf";

  private final String folder;

  /** By name; null until somebody asks. */
  private @Nullable Map<String, Path> places;

  /** Those that were asked for: each is read once. */
  private final Map<String, Kernel> read = new HashMap<>();

  DeclaredKernels(Map<String, String> options) {
    this.folder = options.getOrDefault(OPTION, "");
  }

  /** Where they are; null if no folder is named. */
  @Nullable Path folder() {
    return folder.isEmpty() ? null : Path.of(folder);
  }

  /**
   * Those that an annotation names, or all if it names none.
   *
   * @param names as the annotation has them: of a file without its ending, or the first part of it
   */
  List<Kernel> of(List<String> names) throws SkeletonException {
    if (folder.isEmpty()) {
      if (!names.isEmpty()) {
        throw new SkeletonException(
            ELEMENT,
            "no folder with the types of kernels is named: give the processor -A%s=/absolute/folder, with files like %s%s"
                .formatted(OPTION, names.get(0), ENDING));
      }
      return List.of();
    }
    if (places == null) {
      places = list();
    }
    List<Kernel> kernels = new ArrayList<>();
    for (String name : names.isEmpty() ? places.keySet() : names) {
      kernels.add(read(only(places, name)));
    }
    return kernels;
  }

  private String only(Map<String, Path> known, String name) throws SkeletonException {
    if (known.containsKey(name)) {
      return name;
    }
    List<String> found = new ArrayList<>();
    for (String each : known.keySet()) {
      if (each.startsWith(name + "-") || each.startsWith(name + ".")) {
        found.add(each);
      }
    }
    if (found.size() != 1) {
      throw new SkeletonException(
          ELEMENT,
          "%s kernel of %s is called \"%s\", or begins with it: it has %s"
              .formatted(
                  found.isEmpty() ? "no" : "more than one",
                  folder,
                  name,
                  String.join(", ", found.isEmpty() ? known.keySet() : found)));
    }
    return found.get(0);
  }

  private Kernel read(String name) throws SkeletonException {
    Kernel known = read.get(name);
    if (known == null) {
      Path place = places == null ? Path.of(folder) : places.get(name);
      try {
        known = KernelBtfFile.read(name, place == null ? Path.of(folder) : place);
      } catch (IOException | BtfException | ElfException e) {
        throw new SkeletonException(
            ELEMENT, "-A%s: the types of kernel %s cannot be read: %s".formatted(OPTION, place, e));
      }
      read.put(name, known);
    }
    return known;
  }

  private Map<String, Path> list() throws SkeletonException {
    Map<String, Path> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path place : files.toList()) {
        String name = String.valueOf(place.getFileName());
        if (name.endsWith(ENDING)) {
          found.put(name.substring(0, name.length() - ENDING.length()), place);
        } else if (Files.isDirectory(place)) {
          found.put(name, place);
        }
      }
    } catch (IOException e) {
      throw new SkeletonException(
          ELEMENT, "-A%s=%s: this folder cannot be read: %s".formatted(OPTION, folder, e));
    }
    if (found.isEmpty()) {
      throw new SkeletonException(
          ELEMENT,
          "-A%s=%s: there is no kernel in this folder: put files like 6.1%s there, copies of /sys/kernel/btf/vmlinux"
              .formatted(OPTION, folder, ENDING));
    }
    return found;
  }
}
