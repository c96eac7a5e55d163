package org.bpfskel.internal.natives;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A library in a folder of this user's alone, below one that is named after what it contains. A
 * file that is there already is used if it is the very one, and else replaced.
 */
final class UnpackedLibrary {
  private static final FileAttribute<Set<PosixFilePermission>> FOR_US =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private UnpackedLibrary() {}

  /**
   * Where it is, a path without links that only root and this user can change.
   *
   * @param folder to unpack it below, made if it is not there
   * @param self the user that counts besides root
   */
  static Path in(Path folder, String name, byte[] library, int self)
      throws IOException, TrustedFile.UntrustedException {
    Path parent = folder.toAbsolutePath();
    Path of = parent.resolve(contentName(library));
    Path file = of.resolve(name);
    make(parent);
    make(of);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || !is(file, library, self)) {
      write(file, library);
      if (!is(file, library, self)) {
        throw new IOException(file + " is not what was written there");
      }
    }
    return TrustedFile.resolve(file, self);
  }

  private static boolean is(Path file, byte[] library, int self)
      throws IOException, TrustedFile.UntrustedException {
    Path found = TrustedFile.resolve(file, self);
    try (InputStream in = new FileInputStream(found.toFile())) { // as EffectiveUser
      return Arrays.equals(in.readNBytes(library.length + 1), library);
    }
  }

  private static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      try {
        Files.createDirectory(folder, FOR_US);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder)) {
          throw e;
        }
      }
    }
  }

  /** At once: another process may look for it at the same time. */
  private static void write(Path file, byte[] library) throws IOException {
    Path part = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".part");
    try {
      Files.write(part, library);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Size and CRC-32: a process that starts has no time for a digest, and which library it is, is
   * told by all of its bytes.
   */
  private static String contentName(byte[] library) {
    CRC32 sum = new CRC32();
    sum.update(library);
    return library.length + "-" + Long.toHexString(sum.getValue());
  }
}
