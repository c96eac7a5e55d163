package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system that a test needs in place; taken away again if it was not there before. */
public record Mount(Path at, boolean ours) implements AutoCloseable {
  private static final Path TRACEFS = Path.of("/sys/kernel/tracing");

  /** The BPF file system, at an empty directory. */
  public static Mount bpf(Path at) throws IOException {
    return mounted("bpf", at);
  }

  /** Where libbpf looks for tracepoints. */
  public static Mount tracefs() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(TRACEFS)) {
      return files.iterator().hasNext() ? new Mount(TRACEFS, false) : mounted("tracefs", TRACEFS);
    }
  }

  private static Mount mounted(String type, Path at) throws IOException {
    Command.run(List.of("mount", "-t", type, type, at.toString())).succeeded();
    return new Mount(at, true);
  }

  @Override
  public void close() throws IOException {
    if (ours) {
      Command.run(List.of("umount", at.toString())).succeeded();
    }
  }
}
