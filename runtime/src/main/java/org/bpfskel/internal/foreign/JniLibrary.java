package org.bpfskel.internal.foreign;

import org.bpfskel.internal.natives.BundledLibrary;
import org.bpfskel.internal.natives.PrivateFolder;
import org.bpfskel.internal.natives.UnusableLibraryException;

/**
 * Loads the library of {@link JniCalls} out of the jar of {@code bpfskel-natives}. The Java machine
 * loads a file for one class loader alone: a second copy of this runtime in a process is refused.
 */
final class JniLibrary {
  private static final String FILE = "libbpfskel.so";
  private static final String NAME = FILE + " of bpfskel-natives";

  /** As in the source in C. */
  private static final int REVISION = 1;

  private JniLibrary() {}

  /**
   * Binds the native methods.
   *
   * @throws UnusableLibraryException with the reason
   */
  static void load() throws UnusableLibraryException {
    String file = PrivateFolder.unpack(NAME, FILE, BundledLibrary.read(FILE));
    try {
      System.load(file);
      checkRevision();
    } catch (LinkageError | IllegalCallerException e) {
      throw new UnusableLibraryException(
          PrivateFolder.explain(NAME + " cannot be used (" + e.getMessage() + ")", file));
    }
  }

  private static void checkRevision() throws UnusableLibraryException {
    int found = JniCalls.revision();
    if (found != REVISION) {
      throw new UnusableLibraryException(
          "%s has revision %d, and this runtime knows %d: take bpfskel-natives and bpfskel-runtime of one version"
              .formatted(NAME, found, REVISION));
    }
  }
}
