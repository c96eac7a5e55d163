package org.bpfskel.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The objects compiled from {@code bpf-src}. */
public final class BpfObjects {
  private static final String FOLDER = "bpf";

  private BpfObjects() {}

  public static byte[] bytes(String resource) {
    try (InputStream in = BpfObjects.class.getClassLoader().getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class path names of all of them. */
  public static List<String> names() throws IOException {
    Path root = classPathEntry("bpf/dummy_ops.bpf.o");
    if (Files.isDirectory(root)) {
      return namesIn(root.resolve(FOLDER));
    }
    try (FileSystem jar = FileSystems.newFileSystem(root)) {
      return namesIn(jar.getPath(FOLDER));
    }
  }

  /** The directory or jar that a resource comes from. */
  public static Path classPathEntry(String resource) {
    String url = Objects.requireNonNull(ClassLoader.getSystemResource(resource)).toString();
    String entry = url.substring(0, url.length() - resource.length());
    try {
      return Path.of(
          new URI(entry.startsWith("jar:") ? entry.substring(4, entry.length() - 2) : entry));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> FOLDER + "/" + file.getFileName())
          .filter(name -> name.endsWith(".bpf.o"))
          .sorted()
          .toList();
    }
  }
}
