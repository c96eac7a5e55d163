package org.bpfskel.internal.foreign;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The folders of the dynamic linker's cache, for JNA, which else starts {@code ldconfig} to ask for
 * them. The runtime itself never looks there.
 */
public final class LinkerFolders {
  /** JNA's own property; if it is set, JNA starts nothing. */
  private static final String PROPERTY = "jna.platform.library.path";

  private static final Path CACHE = Path.of("/etc/ld.so.cache");
  private static final String[] USUAL = {"/usr/lib64", "/lib64", "/usr/lib", "/lib"};

  private LinkerFolders() {}

  /** To be called before JNA first looks for a library. */
  static void tellJna() {
    if (System.getProperty(PROPERTY) == null) {
      Set<String> folders = new LinkedHashSet<>();
      try {
        collect(Files.readAllBytes(CACHE), folders);
      } catch (IOException e) {
        // There is none with musl, or in an image of a few files.
      }
      for (String folder : USUAL) {
        if (Files.isDirectory(Path.of(folder))) {
          folders.add(folder);
        }
      }
      System.setProperty(PROPERTY, String.join(File.pathSeparator, folders));
    }
  }

  /** The cache's texts that are paths, whatever its format: each begins behind a NUL. */
  static void collect(byte[] cache, Set<String> folders) {
    String text = new String(cache, StandardCharsets.ISO_8859_1);
    String last = "";
    for (int at = text.indexOf("\0/"); at >= 0; at = text.indexOf("\0/", at + 1)) {
      int end = text.indexOf('\0', at + 1);
      int slash = end < 0 ? -1 : text.lastIndexOf('/', end);
      // Most lie in the folder of the one before.
      if (slash > at + 1 && !text.regionMatches(at + 1, last, 0, slash - at - 1)) {
        last = text.substring(at + 1, slash);
        folders.add(last);
      }
    }
  }
}
