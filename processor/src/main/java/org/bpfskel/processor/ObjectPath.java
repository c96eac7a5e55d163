package org.bpfskel.processor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bpfskel.internal.object.ObjectFile;
import org.jspecify.annotations.Nullable;

/** A directory or a jar that objects lie in, at their names. */
record ObjectPath(String place) {
  /** Directories in each other that are looked through for names; no class path is deeper. */
  private static final int MAX_DEPTH = 8;

  /** The entries of {@code -Abpfskel.path}. */
  static List<ObjectPath> list(String option) {
    if (option.isEmpty()) {
      return List.of();
    }
    // A colon or a semicolon, which stand for themselves in a pattern.
    return Stream.of(option.split(File.pathSeparator)).map(ObjectPath::new).toList();
  }

  /** What it is, for a list of places. */
  String kind() {
    return isJar() ? "jar" : "directory";
  }

  private boolean isJar() {
    try {
      return Files.isRegularFile(Path.of(place));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The bytes of an object; null if there is none of that name.
   *
   * @throws ObjectFile.TooLargeException if it is too large to be one
   * @throws IOException if it cannot be read
   */
  byte @Nullable [] read(String resource) throws IOException {
    if (!isJar()) {
      Path file = Path.of(place, resource);
      return Files.exists(file) ? ObjectFile.read(file) : null;
    }
    try (ZipFile jar = new ZipFile(place)) {
      ZipEntry entry = jar.getEntry(resource);
      if (entry == null) {
        return null;
      }
      try (InputStream stream = jar.getInputStream(entry)) {
        return ObjectFile.read(stream);
      }
    }
  }

  /** Where the file of an object that is there lies; null in a jar. */
  @Nullable URI uri(String resource) {
    return isJar() ? null : Path.of(place, resource).toUri();
  }

  boolean isDirectory(String resource) {
    return !isJar() && Files.isDirectory(Path.of(place, resource));
  }

  /** The names of all objects in it; none if it cannot be read. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    try {
      if (isJar()) {
        try (ZipFile jar = new ZipFile(place)) {
          Collections.list(jar.entries()).forEach(entry -> names.add(entry.getName()));
        }
      } else {
        Path root = Path.of(place);
        try (Stream<Path> files = Files.walk(root, MAX_DEPTH)) {
          files.forEach(file -> names.add(root.relativize(file).toString().replace('\\', '/')));
        }
      }
    } catch (IOException | RuntimeException e) {
      return List.of(); // only to tell what somebody may have meant
    }
    names.removeIf(name -> !name.endsWith(".o") && !name.endsWith(".btf"));
    return names;
  }
}
