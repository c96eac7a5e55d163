package org.bpfskel.internal.handle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of a BPF file system, and why it may not be made or found there. */
public final class PinPath {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PinPath() {}

  /** Has a call say what is wrong with that path, found out after the failure. */
  public static LibbpfCall explain(LibbpfCall call, Path path) {
    return call.explain("EPERM", () -> refused(path))
        .explain("EINVAL", () -> invalid(path))
        .explain("EEXIST", path + " exists already")
        .explain("ENOENT", () -> missing(path));
  }

  /** Makes the folder directly above, as libbpf does; who then pins there is told if it is not. */
  static void makeFolder(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    try {
      if (folder != null && Files.notExists(folder)) {
        Files.createDirectory(folder, OWNER_ONLY);
      }
    } catch (IOException | SecurityException e) {
      // The call that needs it fails, and finds out why.
    }
  }

  /** Why the kernel may have answered EPERM. */
  public static String refused(Path path) {
    String type = type(path.toAbsolutePath());
    if (!type.isEmpty() && !type.equals("bpf")) {
      return invalid(path); // the kernel's answer; libbpf's own is EINVAL
    }
    Path dotted = dotted(path);
    return dotted == null
        ? Privileges.refusal()
        : "a BPF file system takes no name with a dot, and " + dotted.getFileName() + " has one";
  }

  /** The first name with a dot of those that lie in a BPF file system; null if there is none. */
  private static @Nullable Path dotted(Path path) {
    Path absolute = path.toAbsolutePath();
    for (int i = 1; i <= absolute.getNameCount(); i++) {
      Path name = absolute.getName(i - 1);
      Path folder = absolute.getRoot().resolve(i == 1 ? Path.of("") : absolute.subpath(0, i - 1));
      boolean isStep = name.toString().equals(".") || name.toString().equals("..");
      if (!isStep && name.toString().contains(".") && type(folder).equals("bpf")) {
        return absolute.getRoot().resolve(absolute.subpath(0, i));
      }
    }
    return null;
  }

  private static String invalid(Path path) {
    Path folder = existing(path.toAbsolutePath());
    String type = type(folder);
    return type.equals("bpf")
        ? "it cannot be pinned at " + path
        : "%s is not in a BPF file system: %s is of type %s (mount -t bpf bpf DIRECTORY makes one)"
            .formatted(path, folder, type);
  }

  private static String missing(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    Path above = folder == null ? null : folder.getParent();
    return above != null && !Files.exists(above)
        ? "there is no folder " + above + ", and only the last one is made"
        : "there is no " + path;
  }

  /** The type of the file system that a folder lies in, or would; empty if nobody can tell. */
  private static String type(Path folder) {
    try {
      return Files.getFileStore(existing(folder)).type();
    } catch (IOException | SecurityException e) {
      return "";
    }
  }

  private static Path existing(Path path) {
    Path found = path;
    while (!Files.exists(found)) {
      Path above = found.getParent();
      if (above == null) {
        return found;
      }
      found = above;
    }
    return found;
  }
}
