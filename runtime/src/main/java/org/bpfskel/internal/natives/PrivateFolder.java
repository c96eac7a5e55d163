package org.bpfskel.internal.natives;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The folder of this user's alone into which libraries of {@code bpfskel-natives} are unpacked: the
 * one that {@value #PROPERTY} names, else one in the temporary folder.
 */
public final class PrivateFolder {
  static final String PROPERTY = "bpfskel.natives.folder";

  private PrivateFolder() {}

  /** Whether a folder is named. */
  public static boolean isNamed() {
    return !named().isBlank();
  }

  /**
   * Unpacks a library, for the user as whom this process acts.
   *
   * @param name of the library, for the reason
   * @return its path, which nobody else can change
   * @throws UnusableLibraryException if that cannot be done, with the way out
   */
  public static String unpack(String name, String file, byte[] library)
      throws UnusableLibraryException {
    String folder = named();
    try {
      int self = EffectiveUser.id();
      if (folder.isBlank()) {
        folder = System.getProperty("java.io.tmpdir", "/tmp") + "/bpfskel-natives-" + self;
      }
      return UnpackedLibrary.in(Path.of(folder), file, library, self).toString();
    } catch (IOException | InvalidPathException e) {
      throw new UnusableLibraryException(
          "%s cannot be unpacked into %s (%s). -D%s=DIR names another folder"
              .formatted(name, folder, e, PROPERTY));
    } catch (TrustedFile.UntrustedException e) {
      throw new UnusableLibraryException(
          "%s is not unpacked into %s, for somebody else could change it: %s. -D%s=DIR names another folder"
              .formatted(name, folder, e.getMessage(), PROPERTY));
    }
  }

  /**
   * What the dynamic linker's words mean where it has refused an unpacked library.
   *
   * @return the same words, with the way out where it is known
   */
  public static String explain(String refusal, String file) {
    if (!refusal.contains("failed to map segment")) {
      return refusal;
    }
    return refusal
        + ": nothing may be executed from "
        + Path.of(file).resolve("../..").normalize() // the one that its content names is between
        + ", as it is mounted noexec, or a security module forbids it. -D"
        + PROPERTY
        + "=DIR names another folder";
  }

  private static String named() {
    return System.getProperty(PROPERTY, "");
  }
}
