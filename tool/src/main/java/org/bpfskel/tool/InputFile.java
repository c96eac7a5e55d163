package org.bpfskel.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.internal.object.ObjectFile;

/** Reads what the command line names. */
final class InputFile {
  private InputFile() {}

  /**
   * The bytes of an object.
   *
   * @throws IOException which says which file and what is the matter with it
   */
  static byte[] object(Path file) throws IOException {
    check(file);
    try {
      return ObjectFile.read(file);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Looks whether there is something to read.
   *
   * @throws IOException if there is not
   */
  static void check(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a directory: name the file in it");
    }
    if (!Files.exists(file)) {
      throw new IOException("there is no file " + file);
    }
    if (!Files.isReadable(file)) {
      throw new IOException(file + " cannot be read: this user may not");
    }
  }
}
