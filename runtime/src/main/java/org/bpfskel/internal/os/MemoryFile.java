package org.bpfskel.internal.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that has no name and is in memory alone: {@code memfd_create(2)}. */
public final class MemoryFile {
  private static final int MFD_CLOEXEC = 1;
  private static final int MFD_ALLOW_SEALING = 2;

  /** Since Linux 6.3, which else asks {@code vm.memfd_noexec} whether one may execute it. */
  private static final int MFD_EXEC = 0x10;

  private static final int F_ADD_SEALS = 1033;
  private static final int AS_IT_IS = 1 | 2 | 4 | 8; // F_SEAL_ of SEAL, SHRINK, GROW, WRITE

  private MemoryFile() {}

  /**
   * One that nobody can change any more.
   *
   * @param name that it has in {@code /proc/self/maps}
   * @return its descriptor
   */
  public static int of(String name, byte[] content) throws ErrnoException, IOException {
    int fd = create(name);
    try {
      Files.write(Path.of(path(fd)), content);
      ErrnoException.check("fcntl", LibC.fcntl(fd, F_ADD_SEALS, AS_IT_IS));
      return fd;
    } catch (ErrnoException | IOException | RuntimeException | Error e) {
      Descriptor.close(fd);
      throw e;
    }
  }

  /**
   * One to write to.
   *
   * @param name that it has in {@code /proc/self/maps}
   * @return its descriptor
   */
  public static int empty(String name) throws ErrnoException {
    return create(name);
  }

  /**
   * A path to it in this process. The dynamic linker takes two paths that are spelled the same for
   * one library: this spelling is nobody else's.
   */
  public static String path(int fd) {
    return "/proc/self/fd//" + fd;
  }

  private static int create(String name) throws ErrnoException {
    int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
    long fd = LibC.syscall(SyscallNumber.MEMFD_CREATE.number(), name, flags | MFD_EXEC);
    if (fd == -1 && Errno.last() == Errno.EINVAL) {
      fd = LibC.syscall(SyscallNumber.MEMFD_CREATE.number(), name, flags);
    }
    return (int) ErrnoException.check("memfd_create", fd);
  }
}
