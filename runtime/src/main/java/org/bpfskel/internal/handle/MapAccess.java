package org.bpfskel.internal.handle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why user space may not read or write a map: what the kernel tells of its descriptor. */
public final class MapAccess {
  private static final int F_RDONLY = 1 << 3;
  private static final int F_WRONLY = 1 << 4;

  private MapAccess() {}

  /** Why the kernel may have answered EPERM to a call on elements, or to mapping them. */
  public static String refusal(int fd) {
    boolean frozen = false;
    int flags = 0;
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + fd))) {
        String[] words = line.split("\\s+", -1);
        frozen |= words.length == 2 && words[0].equals("frozen:") && words[1].equals("1");
        flags |= words.length == 2 && words[0].equals("map_flags:") ? Integer.decode(words[1]) : 0;
      }
    } catch (IOException | NumberFormatException e) {
      // It was closed meanwhile, or there is no /proc: the process is all there is to look at.
    }
    if (frozen) {
      return "the map is frozen: user space can only read it";
    } else if ((flags & F_RDONLY) != 0) {
      return "the map has the flag BPF_F_RDONLY: user space can only read it";
    } else if ((flags & F_WRONLY) != 0) {
      return "the map has the flag BPF_F_WRONLY: user space can only write it";
    }
    return Privileges.refusal();
  }
}
