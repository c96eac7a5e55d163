package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where libbpf looks for tracepoints; taken away again if it was not there before. */
public record Tracefs(boolean ours) implements AutoCloseable {
  private static final Path AT = Path.of("/sys/kernel/tracing");

  public static Tracefs mounted() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(AT)) {
      if (files.iterator().hasNext()) {
        return new Tracefs(false);
      }
    }
    Command.run(List.of("mount", "-t", "tracefs", "tracefs", AT.toString())).succeeded();
    return new Tracefs(true);
  }

  /** Where the kernel describes an event, if it has it. */
  public String event(String category, String name) {
    return AT + "/events/" + category + "/" + name;
  }

  @Override
  public void close() throws IOException {
    if (ours) {
      Command.run(List.of("umount", AT.toString())).succeeded();
    }
  }
}
