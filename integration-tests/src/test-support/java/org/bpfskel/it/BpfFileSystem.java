package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A BPF file system of a test's own: what is pinned there is gone with it. */
public record BpfFileSystem(Path root) implements AutoCloseable {

  public static BpfFileSystem mount() throws IOException {
    Path root = Files.createTempDirectory("bpf");
    try {
      Command.run(List.of("mount", "-t", "bpf", "bpf", root.toString())).succeeded();
      return new BpfFileSystem(root);
    } catch (IOException e) {
      Files.delete(root);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    Command.run(List.of("umount", root.toString())).succeeded();
    Files.delete(root);
  }
}
