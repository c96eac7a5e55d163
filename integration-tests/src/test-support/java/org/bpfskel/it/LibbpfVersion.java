package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The version of the libbpf in use, as its file's name has it. */
public record LibbpfVersion(int minor) {
  /** Of the library that this process uses. */
  public static LibbpfVersion inUse() throws IOException {
    Path named = Path.of(Libraries.usable());
    Optional<Path> file =
        Files.exists(named) ? Optional.of(named.toRealPath()) : Libraries.ofTheSystem();
    String[] parts = file.orElseThrow().getFileName().toString().split("\\.", -1);
    return new LibbpfVersion(Integer.parseInt(parts[3]));
  }
}
