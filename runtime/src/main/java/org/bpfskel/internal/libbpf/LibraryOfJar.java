package org.bpfskel.internal.libbpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import org.bpfskel.internal.natives.BundledLibrary;
import org.bpfskel.internal.natives.PrivateFolder;
import org.bpfskel.internal.natives.UnusableLibraryException;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.ErrnoException;
import org.bpfskel.internal.os.MemoryFile;

/**
 * Loads the libbpf of {@code bpfskel-natives}: from memory, which leaves no file behind, else from
 * a folder; where a property names one, from that alone.
 */
public final class LibraryOfJar {
  /** The system property that has its path. */
  private static final String IN_MEMORY = "org.bpfskel.libbpf.memory";

  private static final String NAME = "libbpf.so.1 of bpfskel-natives";
  private static final String AS_IN_MEMORY = NAME + ", in memory,";

  private LibraryOfJar() {}

  static LibbpfSearch.FoundLibbpf open() throws UnusableLibraryException {
    byte[] library = BundledLibrary.read(LibbpfSearch.SONAME);
    if (PrivateFolder.isNamed()) {
      return openUnpacked(library);
    }
    UnusableLibraryException inMemory;
    try {
      return openInMemory(library);
    } catch (UnusableLibraryException e) {
      inMemory = e;
    }
    try {
      return openUnpacked(library);
    } catch (UnusableLibraryException e) {
      throw new UnusableLibraryException(inMemory.reason() + "; " + e.reason());
    }
  }

  /**
   * The descriptor stays open: another file that got its number would have the same path, and the
   * dynamic linker would take it for this library. So there is one for all copies of this runtime
   * that class loaders have.
   */
  private static LibbpfSearch.FoundLibbpf openInMemory(byte[] library)
      throws UnusableLibraryException {
    synchronized (IN_MEMORY) { // one object for all class loaders, as every constant text is
      String known = System.getProperty(IN_MEMORY);
      if (known != null && is(known, library)) {
        return LibbpfSearch.open(AS_IN_MEMORY, known);
      }
      int fd = put(library);
      try {
        LibbpfSearch.FoundLibbpf found = LibbpfSearch.open(AS_IN_MEMORY, MemoryFile.path(fd));
        System.setProperty(IN_MEMORY, MemoryFile.path(fd));
        return found;
      } catch (UnusableLibraryException | RuntimeException | Error e) {
        Descriptor.close(fd);
        throw e;
      }
    }
  }

  private static boolean is(String path, byte[] library) {
    try {
      return Arrays.equals(Files.readAllBytes(Path.of(path)), library);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private static int put(byte[] library) throws UnusableLibraryException {
    try {
      return MemoryFile.of(LibbpfSearch.SONAME, library);
    } catch (ErrnoException e) {
      throw new UnusableLibraryException(
          "%s cannot be kept in memory (%s: %s)".formatted(NAME, e.function(), e.symbol()));
    } catch (IOException e) {
      throw new UnusableLibraryException("%s cannot be kept in memory (%s)".formatted(NAME, e));
    }
  }

  private static LibbpfSearch.FoundLibbpf openUnpacked(byte[] library)
      throws UnusableLibraryException {
    String file = PrivateFolder.unpack(NAME, LibbpfSearch.SONAME, library);
    try {
      return LibbpfSearch.open(NAME + ", unpacked,", file);
    } catch (UnusableLibraryException e) {
      throw new UnusableLibraryException(PrivateFolder.explain(e.reason(), file));
    }
  }
}
