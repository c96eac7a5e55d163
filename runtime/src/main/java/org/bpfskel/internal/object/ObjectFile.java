package org.bpfskel.internal.object;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads files of objects, and none that is too large to be one: neither a path nor a class path
 * says what it leads to. The largest objects of real programs have some 20 MB.
 */
public final class ObjectFile {
  /** 256 MiB, of which 2 GiB of heap hold what is made of them. */
  public static final int MAX_BYTES = 256 << 20;

  private ObjectFile() {}

  /** A file that is larger, whose bytes nobody has read. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String found;

    private TooLargeException(String bytes) {
      this.found = "it has %s bytes, and an object has at most %d".formatted(bytes, MAX_BYTES);
    }

    @Override
    public String getMessage() {
      return found;
    }

    /** For messages: the class says nothing more. */
    @Override
    public String toString() {
      return found;
    }
  }

  /**
   * The whole file.
   *
   * @throws TooLargeException if it has more than {@link #MAX_BYTES}, before it is read
   * @throws IOException if it cannot be read
   */
  public static byte[] read(Path file) throws IOException {
    checkSize(file);
    try (InputStream stream = open(file)) {
      return read(stream); // which may have grown, or be of no size known, as a pipe
    }
  }

  /** By a plain stream: the JDK's channels are of no use any more if they begin without room. */
  private static InputStream open(Path file) throws IOException {
    return file.getFileSystem().equals(FileSystems.getDefault())
        ? new FileInputStream(file.toFile())
        : Files.newInputStream(file);
  }

  /**
   * Refuses a file by its size.
   *
   * @throws TooLargeException if it has more than {@link #MAX_BYTES}
   * @throws IOException if the size cannot be found out
   */
  public static void checkSize(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new TooLargeException(Long.toString(size));
    }
  }

  /**
   * All bytes up to the end of the stream.
   *
   * @throws TooLargeException if there are more than {@link #MAX_BYTES}
   * @throws IOException if they cannot be read
   */
  public static byte[] read(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(MAX_BYTES);
    if (bytes.length == MAX_BYTES && stream.read() >= 0) {
      throw new TooLargeException("more than " + MAX_BYTES);
    }
    return bytes;
  }
}
