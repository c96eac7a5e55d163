package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeFunctions;
import org.jspecify.annotations.Nullable;

/** Functions of libbpf that came after 1.4: looked up when they are called. */
public enum LaterFunction {
  BPF_PROGRAM__ATTACH_SOCKMAP("bpf_program__attach_sockmap", "1.5"),
  BPF_PROGRAM__ATTACH_CGROUP_OPTS("bpf_program__attach_cgroup_opts", "1.6"),
  BPF_PROGRAM__ASSOC_STRUCT_OPS("bpf_program__assoc_struct_ops", "1.7");

  private final String function;
  private final String since;

  LaterFunction(String function, String since) {
    this.function = function;
    this.since = since;
  }

  /** The function's name in C. */
  public String function() {
    return function;
  }

  /** The version of libbpf that has it first. */
  public String since() {
    return since;
  }

  /** Whether the libbpf in use has it. */
  public boolean isThere() {
    return LibbpfLibrary.libbpf().has(function);
  }

  /** Calls a function that returns a pointer. */
  public long pointer(@Nullable Object... arguments) {
    return require().int64(function, arguments);
  }

  /** Calls a function that returns a negative errno when it fails. */
  public int check(@Nullable Object... arguments) {
    return require().int32(function, arguments);
  }

  private NativeFunctions require() {
    if (!isThere()) {
      throw new IllegalStateException(function + " needs libbpf " + since);
    }
    return LibbpfLibrary.libbpf();
  }
}
