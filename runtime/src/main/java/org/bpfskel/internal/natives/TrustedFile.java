package org.bpfskel.internal.natives;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that only root and this user could have put where it is, or lead to it: a library runs as
 * we do. All that the name leads through is looked at, folder by folder and link by link, as the
 * kernel goes through it. What belongs to us or root and is closed to others cannot be changed by
 * them afterwards: so the path without links that comes out is still that file when it is opened.
 */
public final class TrustedFile {
  private static final int ROOT = 0;
  private static final int WRITABLE_BY_GROUP = 0020;
  private static final int WRITABLE_BY_OTHERS = 0002;
  private static final int STICKY = 01000;
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int FOLDER = 0040000;
  private static final int LINK = 0120000;

  /** As many as the kernel follows. */
  private static final int MOST_LINKS = 40;

  private final int self;
  private final Deque<Path> ahead = new ArrayDeque<>();
  private Path reached = Path.of("/");
  private int links;

  private TrustedFile(int self) {
    this.self = self;
  }

  /** Somebody else could have put the file there; the message says who and how to change it. */
  public static final class UntrustedException extends Exception {
    private static final long serialVersionUID = 1L;

    UntrustedException(String message) {
      super(message);
    }
  }

  /**
   * The file's path without links.
   *
   * @param file a path, from where the process is if it does not begin at the root
   * @param self the user that counts besides root
   * @throws UntrustedException if somebody else could change what the name leads to
   * @throws IOException if there is no such file
   */
  public static Path resolve(Path file, int self) throws IOException, UntrustedException {
    return new TrustedFile(self).walk(file.toAbsolutePath());
  }

  private Path walk(Path file) throws IOException, UntrustedException {
    int type = check(reached);
    lead(file);
    while (!ahead.isEmpty()) {
      Path name = ahead.pop();
      if (name.toString().equals("..")) {
        Path above = reached.getParent();
        reached = above == null ? reached : above;
        type = FOLDER;
      } else if (!name.toString().isEmpty() && !name.toString().equals(".")) {
        type = step(reached.resolve(name));
      }
    }
    if (type != REGULAR) {
      throw new IOException(reached + " is not a file");
    }
    return reached;
  }

  private int step(Path part) throws IOException, UntrustedException {
    int type = check(part);
    if (type != LINK) {
      reached = part;
      return type;
    }
    if (++links > MOST_LINKS) {
      throw new FileSystemLoopException(part.toString());
    }
    lead(Files.readSymbolicLink(part));
    return FOLDER;
  }

  private void lead(Path path) {
    if (path.isAbsolute()) {
      reached = Path.of("/");
    }
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      ahead.push(path.getName(i));
    }
  }

  /** What kind of file it is, which only root and we can change. */
  private int check(Path part) throws IOException, UntrustedException {
    Map<String, Object> attributes =
        Files.readAttributes(part, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    int mode = (int) attributes.getOrDefault("mode", 0);
    int type = mode & TYPE;
    String problem = problem((int) attributes.getOrDefault("uid", ROOT), mode, type);
    if (problem != null) {
      throw new UntrustedException(part + " " + problem);
    }
    return type;
  }

  private @Nullable String problem(int owner, int mode, int type) {
    if (owner != ROOT && owner != self) {
      return "belongs to user "
          + owner
          + ": it must belong to root or to user "
          + self
          + ", as which this process runs";
    }
    // A link has no mode of its own, and of a sticky folder each may change what is his alone.
    if (type == LINK || (type == FOLDER && (mode & STICKY) != 0)) {
      return null;
    }
    if ((mode & WRITABLE_BY_OTHERS) != 0) {
      return "can be written by every user: chmod o-w takes that away";
    }
    if ((mode & WRITABLE_BY_GROUP) != 0) {
      return "can be written by its group: chmod g-w takes that away";
    }
    return null;
  }
}
