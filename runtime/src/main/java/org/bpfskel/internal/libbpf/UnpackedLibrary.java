package org.bpfskel.internal.libbpf;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

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
    Path file = folder.toAbsolutePath().resolve(hash(library)).resolve(name);
    make(folder.toAbsolutePath());
    make(folder.toAbsolutePath().resolve(hash(library)));
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || !is(file, library, self)) {
      write(file, library);
    }
    if (!is(file, library, self)) {
      throw new IOException(file + " is not what was written there");
    }
    return TrustedFile.resolve(file, self);
  }

  private static boolean is(Path file, byte[] library, int self)
      throws IOException, TrustedFile.UntrustedException {
    Path found = TrustedFile.resolve(file, self);
    return Files.size(found) == library.length && Arrays.equals(Files.readAllBytes(found), library);
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

  private static String hash(byte[] library) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(library));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java machine has it
    }
  }
}
