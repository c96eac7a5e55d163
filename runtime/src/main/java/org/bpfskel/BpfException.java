package org.bpfskel;

import java.util.List;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.os.Errno;

/**
 * A BPF operation failed: what was tried, on which object, what the system answered, and what
 * libbpf said meanwhile. {@link #kind} tells programs which failure it is.
 *
 * <p>Calls in the wrong state throw {@link IllegalStateException} instead: on a closed skeleton, or
 * on a map or program that load left out because its autocreate or autoload was off.
 *
 * <p>It stands where C asks {@code libbpf_get_error} and {@code libbpf_strerror}. What libbpf said
 * is what it printed to the function of {@code libbpf_set_print}, which is ours.
 */
public sealed class BpfException extends RuntimeException permits VerifierException {
  private static final long serialVersionUID = 1L;

  /** libbpf's lines in the message, of many: a refusal of BTF has all of it, type by type. */
  private static final int FIRST_LINES = 10;

  private static final int LAST_LINES = 20;

  /**
   * What a failure is, for programs to act on. Those that the system reports are told by its error
   * number, of which this is the table.
   */
  public enum Kind {
    /** The process may not do it: EPERM, EACCES. */
    PERMISSION,
    /**
     * The kernel, or the libbpf in use, cannot do it, or not with such an object: EOPNOTSUPP,
     * ENOTSUPP, ENOSYS.
     */
    NOT_SUPPORTED,
    /** There is no such thing: ENOENT, ESRCH, ENODEV, ENXIO. */
    NOT_FOUND,
    /** There is one already: EEXIST. */
    EXISTS,
    /** Memory, descriptors or places are used up: ENOMEM, ENOSPC, E2BIG, ENFILE, EMFILE. */
    NO_ROOM,
    /** Something else uses it now: EBUSY, EAGAIN, ETXTBSY. */
    BUSY,
    /**
     * The object, program, map or argument is not as it must be, or does not fit the other: EINVAL,
     * EBADF, ERANGE.
     */
    INVALID,
    /** Anything else. */
    OTHER;

    static Kind of(int errno) {
      return switch (errno) {
        case Errno.EPERM, Errno.EACCES -> PERMISSION;
        case Errno.EOPNOTSUPP, Errno.ENOTSUPP, Errno.ENOSYS -> NOT_SUPPORTED;
        case Errno.ENOENT, Errno.ESRCH, Errno.ENODEV, Errno.ENXIO -> NOT_FOUND;
        case Errno.EEXIST -> EXISTS;
        case Errno.ENOMEM, Errno.ENOSPC, Errno.E2BIG, Errno.ENFILE, Errno.EMFILE -> NO_ROOM;
        case Errno.EBUSY, Errno.EAGAIN, Errno.ETXTBSY -> BUSY;
        case Errno.EINVAL, Errno.EBADF, Errno.ERANGE -> INVALID;
        default -> OTHER;
      };
    }
  }

  /** No error of the system's. */
  private static final int NO_ERRNO = 0;

  /** What was tried. */
  private final String operation;

  /** What it was tried on. */
  private final String object;

  /** What the failure is. */
  private final Kind kind;

  /** Of the system; 0 if it reported none. */
  private final int errno;

  /** Its symbol; empty if there is none. */
  private final String errnoName;

  /** What libbpf printed, a line each. */
  private final String[] libbpfLog;

  /**
   * Makes the exception of what was refused here, before the system was asked. What names and files
   * hide, such as line breaks and escape sequences, is written out in its message.
   *
   * @param operation what was tried, usually the libbpf function: {@code bpf_object__load}
   * @param object name of the object, map, program or file that it was tried on
   * @param kind what failed, for programs that go on differently
   * @param explanation what was found and what to do, in one line
   */
  public BpfException(String operation, String object, Kind kind, String explanation) {
    this(operation, object, kind, List.of(explanation));
  }

  /**
   * As the other, with an explanation of several lines: all that was found.
   *
   * @param operation what was tried, usually the libbpf function: {@code bpf_object__load}
   * @param object name of the object, map, program or file that it was tried on
   * @param kind what failed, for programs that go on differently
   * @param explanation the first stands behind the object, the others below it
   */
  public BpfException(String operation, String object, Kind kind, List<String> explanation) {
    this(operation, object, kind, NO_ERRNO, explanation, List.of());
  }

  /**
   * Makes the exception of what the system reported.
   *
   * @param operation what was tried, usually the libbpf function: {@code bpf_object__load}
   * @param object name of the object, map, program or file that it was tried on
   * @param errno the system's error number, positive
   * @param explanation the first line stands behind the error, the others below it
   * @param libbpfLog lines that libbpf printed during the call, without line ends
   */
  public BpfException(
      String operation,
      String object,
      int errno,
      List<String> explanation,
      List<String> libbpfLog) {
    this(operation, object, Kind.of(errno), errno, explanation, libbpfLog);
  }

  BpfException(
      String operation,
      String object,
      Kind kind,
      int errno,
      List<String> explanation,
      List<String> libbpfLog) {
    this(operation, object, kind, errno, nameOf(errno), explanation, libbpfLog);
  }

  private BpfException(
      String operation,
      String object,
      Kind kind,
      int errno,
      String errnoName,
      List<String> explanation,
      List<String> libbpfLog) {
    super(message(operation, object, errnoName, explanation, libbpfLog));
    this.operation = operation;
    this.object = object;
    this.kind = kind;
    this.errno = errno;
    this.errnoName = errnoName;
    this.libbpfLog = libbpfLog.toArray(new String[0]);
  }

  private static String nameOf(int errno) {
    return errno == NO_ERRNO ? "" : Errno.symbol(errno);
  }

  /** {@return what was tried, usually the name of the libbpf function} */
  public String operation() {
    return operation;
  }

  /** {@return the object, map, program or file that it was tried on} */
  public String object() {
    return object;
  }

  /** {@return what the failure is} */
  public Kind kind() {
    return kind;
  }

  /** {@return the system's error number, positive; 0 if it reported none} */
  public int errno() {
    return errno;
  }

  /**
   * {@return symbol of the system's error, such as {@code EPERM}; empty if the system reported
   * none}
   */
  public String errnoName() {
    return errnoName;
  }

  /**
   * {@return what libbpf printed at levels info and warning during the failed call, a line each}
   * Two spaces stand before a line of a log that it quotes if that looks like a line of its own.
   */
  public List<String> libbpfLog() {
    return List.of(libbpfLog);
  }

  private static String message(
      String operation,
      String object,
      String errnoName,
      List<String> explanation,
      List<String> log) {
    StringBuilder text =
        new StringBuilder(operation).append(" failed for ").append(Printable.of(object));
    if (!errnoName.isEmpty()) {
      text.append(": ").append(errnoName);
    }
    String separator = ": ";
    for (String line : explanation) {
      if (!line.isEmpty()) {
        text.append(separator).append(Printable.of(line));
      }
      separator = "\n  ";
    }
    int hidden = log.size() > FIRST_LINES + LAST_LINES ? log.size() - LAST_LINES : FIRST_LINES;
    for (int i = 0; i < log.size(); i++) {
      if (i < FIRST_LINES || i >= hidden) {
        text.append("\n  ").append(Printable.of(log.get(i)));
      } else if (i == FIRST_LINES) {
        text.append("\n  (").append(hidden - FIRST_LINES).append(" lines that libbpfLog() has)");
      }
    }
    return text.toString();
  }
}
