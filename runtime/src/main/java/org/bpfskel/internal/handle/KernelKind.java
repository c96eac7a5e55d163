package org.bpfskel.internal.handle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bpfskel.BpfException;
import org.bpfskel.internal.libbpf.LibbpfObjects;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.libbpf.OpeningOpts;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.Errno;

/** What the kernel keeps of BPF under ids, and pins as files: how each kind is found and opened. */
public enum KernelKind {
  MAP("bpf_map", "bpf-map"),
  PROGRAM("bpf_prog", "bpf-prog"),
  LINK("bpf_link", "bpf_link"),
  BTF("bpf_btf", "btf");

  private static final String DESCRIPTORS = "/proc/self/fd/";
  private static final String ANONYMOUS = "anon_inode:";

  private final String functions;

  /** What the link of a descriptor says in {@code /proc}. */
  private final String inode;

  KernelKind(String functions, String inode) {
    this.functions = functions;
    this.inode = inode;
  }

  /**
   * Opens a pinned one: {@code bpf_obj_get_opts}. The caller closes the descriptor.
   *
   * @param flags {@code BPF_F_RDONLY}, {@code BPF_F_WRONLY} or 0
   * @throws BpfException if there is none, or what is pinned is of another kind
   */
  public int pinned(Path path, int flags) {
    Binding.require("bpf_obj_get_opts", path.toString());
    int fd;
    try (OpeningOpts opts = new OpeningOpts(flags)) {
      fd =
          PinPath.explain(LibbpfCall.of("bpf_obj_get_opts", path.toString()), path)
              .explain("EACCES", "the file's owner and mode do not let this process open it so")
              .explain("ENOENT", "there is no " + path)
              .check(() -> LibbpfObjects.bpf_obj_get_opts(path.toString(), opts));
    }
    String found = inode(fd);
    if (!found.startsWith(ANONYMOUS) || isOfThisKind(found)) {
      return fd;
    }
    Descriptor.close(fd);
    throw new BpfException(
        "bpf_obj_get_opts",
        path.toString(),
        BpfException.Kind.INVALID,
        "what is pinned there is no %s, but %s"
            .formatted(this, found.substring(ANONYMOUS.length())));
  }

  private boolean isOfThisKind(String found) {
    // Linux has written a link's with a dash and with an underscore.
    return found.replace('-', '_').equals(ANONYMOUS + inode.replace('-', '_'));
  }

  /** Empty where there is no {@code /proc}: then the kernel is asked as if it were of this kind. */
  private static String inode(int fd) {
    try {
      return Files.readSymbolicLink(Path.of(DESCRIPTORS + fd)).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Opens the one of an id: {@code bpf_map_get_fd_by_id_opts} and its like. The caller closes the
   * descriptor.
   *
   * @param flags of a map {@code BPF_F_RDONLY}, {@code BPF_F_WRONLY} or 0
   * @throws BpfException if there is none, or this process may not
   */
  public int byId(int id, int flags) {
    Binding.require(byIdFunction(), name(id));
    return opening(id).check(() -> open(id, flags));
  }

  /** As {@link #byId}, but a negative error number instead of an exception. */
  public int tryId(int id) {
    return open(id, 0);
  }

  /** What to throw where opening the one of an id gave that error. */
  public BpfException failure(int id, int errno) {
    return opening(id).failure(errno, List.of());
  }

  private LibbpfCall opening(int id) {
    return LibbpfCall.of(byIdFunction(), name(id))
        .explain("ENOENT", "there is none of that id, or it is gone by now")
        .explain("EPERM", Privileges::adminRefusal);
  }

  private String byIdFunction() {
    return functions + (this == MAP ? "_get_fd_by_id_opts" : "_get_fd_by_id");
  }

  private int open(int id, int flags) {
    return switch (this) {
      case MAP -> {
        try (OpeningOpts opts = new OpeningOpts(flags)) {
          yield LibbpfObjects.bpf_map_get_fd_by_id_opts(id, opts);
        }
      }
      case PROGRAM -> LibbpfPrograms.bpf_prog_get_fd_by_id(id);
      case LINK -> LibbpfObjects.bpf_link_get_fd_by_id(id);
      case BTF -> LibbpfObjects.bpf_btf_get_fd_by_id(id);
    };
  }

  /**
   * The next id in use behind one: {@code bpf_map_get_next_id} and its like.
   *
   * @param id 0 for the first
   * @return 0 at the end
   * @throws BpfException if this process may not
   */
  public int next(int id) {
    String function = functions + "_get_next_id";
    Binding.require(function, toString());
    int[] next = new int[1];
    int answer =
        LibbpfCall.of(function, toString())
            .explain("EPERM", Privileges::adminRefusal)
            .explain("EINVAL", "the running kernel has no ids for this kind")
            .checkUnless(Errno.ENOENT, () -> next(id, next));
    return answer < 0 ? 0 : next[0];
  }

  private int next(int id, int[] next) {
    return switch (this) {
      case MAP -> LibbpfObjects.bpf_map_get_next_id(id, next);
      case PROGRAM -> LibbpfObjects.bpf_prog_get_next_id(id, next);
      case LINK -> LibbpfObjects.bpf_link_get_next_id(id, next);
      case BTF -> LibbpfObjects.bpf_btf_get_next_id(id, next);
    };
  }

  /** What messages call the one of an id. */
  public String name(int id) {
    return this + " of id " + Integer.toUnsignedString(id);
  }

  @Override
  public String toString() {
    return this == BTF ? "BTF" : name().toLowerCase(Locale.ROOT);
  }
}
