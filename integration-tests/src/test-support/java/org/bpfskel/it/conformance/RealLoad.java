package org.bpfskel.it.conformance;

import java.util.regex.Pattern;

/**
 * How libbpf and the running kernel took an object.
 *
 * @param end what came of it
 * @param errno of the load, 0 if it loaded or was not tried
 * @param log what libbpf wrote
 */
record RealLoad(End end, int errno, String log) {
  private static final int EPERM = 1;

  /** What libbpf says where no BPF file system is mounted for maps that are pinned by name. */
  private static final String NO_BPF_FILES = "is not on BPF FS";

  /** Ends of an object. */
  enum End {
    /** libbpf refused the file: no kernel was asked. */
    NOT_OPENED,
    LOADED,
    /** By libbpf or the kernel, at load. */
    REFUSED,
    /** With EPERM, or for want of a file system: this machine's doing, whatever it needs. */
    FORBIDDEN,
    /** The process ended meanwhile, or took too long. */
    UNKNOWN
  }

  /** Kinds of refusal, told by what libbpf writes; the first whose pattern is found counts. */
  enum Cause {
    STRUCT_OPS("struct_ops type or member", "struct_ops (init_kern|reloc)"),
    EXTERN(
        "extern function or variable",
        "extern .*(not found|failed to find|resolv)|failed to find BTF for extern"),
    TARGET(
        "attach target",
        "not found in (kernel|vmlinux) BTF|find kernel BTF type ID|find_.*attach.*btf"),
    RELOCATION(
        "CO-RE relocation",
        "<invalid CO-RE relocation>|invalid func unknown#195896080|failed to relocate|substituting insn"),
    UNSET(
        "type or target not set in C",
        "missing BPF prog type|no BTF-based attach target|attach program FD is not set"),
    MAP("map not created", "failed to create|failed to init map"),
    VERIFIER("refused by the verifier", "BEGIN PROG LOAD LOG"),
    OTHER("anything else", "");

    /** In the table. */
    final String title;

    private final Pattern pattern;

    Cause(String title, String pattern) {
      this.title = title;
      this.pattern = Pattern.compile(pattern);
    }
  }

  /** One that ended at load with this number. */
  static RealLoad loaded(int errno, String log) {
    if (errno == 0) {
      return new RealLoad(End.LOADED, errno, log);
    }
    boolean forbidden = errno == EPERM || log.contains(NO_BPF_FILES);
    return new RealLoad(forbidden ? End.FORBIDDEN : End.REFUSED, errno, log);
  }

  /** Why it was refused. */
  Cause cause() {
    for (Cause cause : Cause.values()) {
      if (cause.pattern.matcher(log).find()) {
        return cause;
      }
    }
    return Cause.OTHER;
  }
}
