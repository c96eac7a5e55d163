package org.bpfskel.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether only root and this user could have put a file where it is: a library runs as we do. */
final class TrustedFile {
  private static final int ROOT = 0;
  private static final int WRITABLE_BY_OTHERS = 0002;
  private static final int STICKY = 01000;

  private TrustedFile() {}

  /**
   * Who else could have, in words; null if nobody. Links are followed, and each folder above counts
   * too, unless it is sticky, as {@code /tmp} is.
   */
  static @Nullable String problem(Path file) throws IOException {
    Path real = file.toRealPath();
    int self = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    for (Path part = real; part != null; part = part.getParent()) {
      Map<String, Object> attributes = Files.readAttributes(part, "unix:uid,mode");
      int owner = (int) attributes.getOrDefault("uid", ROOT);
      int mode = (int) attributes.getOrDefault("mode", 0);
      if (owner != ROOT && owner != self) {
        return part + " belongs to user " + owner;
      }
      boolean shared = (mode & WRITABLE_BY_OTHERS) != 0;
      if (shared && (part.equals(real) || (mode & STICKY) == 0)) {
        return part + " can be written by every user";
      }
    }
    return null;
  }
}
