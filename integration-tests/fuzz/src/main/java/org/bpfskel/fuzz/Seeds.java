package org.bpfskel.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;

/** The intact files that damage starts from: all objects that {@code bpf-src} compiles. */
public final class Seeds {
  private static final String FOLDER = "bpf";

  private Seeds() {}

  /** The objects, in the order of their names. */
  public static List<byte[]> objects() {
    try {
      URL known = Objects.requireNonNull(Seeds.class.getResource("/bpf/testmod.bpf.o"));
      if (known.getProtocol().equals("jar")) {
        URI jar = URI.create(known.toString().replaceFirst("!.*", "!/"));
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
          return read(files.getPath(FOLDER));
        }
      }
      return read(Path.of(known.toURI().resolve(".")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Their types, each the content of a {@code .BTF} section. */
  public static List<byte[]> types() {
    return objects().stream().map(Seeds::btf).toList();
  }

  private static byte[] btf(byte[] object) {
    try {
      ElfFile elf = ElfFile.parse(object);
      ByteBuffer data = elf.data(Objects.requireNonNull(elf.section(".BTF")));
      byte[] btf = new byte[data.remaining()];
      data.get(btf);
      return btf;
    } catch (ElfException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<byte[]> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<byte[]> objects = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".bpf.o")).sorted().toList()) {
        objects.add(Files.readAllBytes(file));
      }
      return objects;
    }
  }
}
