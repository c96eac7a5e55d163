package org.bpfskel;

import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.LogLimits;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.jspecify.annotations.Nullable;

/**
 * What load tells the kernel of a program, beside its instructions. Changed before load, read until
 * close; every setter throws {@link IllegalStateException} after load, and everything does after
 * close. Safe for use by several threads.
 */
public final class ProgramOptions {
  private final ProgramHandle program;
  private final long address;

  ProgramOptions(ProgramHandle program) {
    this.program = program;
    this.address = program.address();
  }

  /**
   * {@return the type, which says what the program may do and where it runs: {@code
   * bpf_program__type}}
   */
  public ProgramType type() {
    return ProgramType.of(query("type", () -> Libbpf.bpf_program__type(address)));
  }

  /**
   * Chooses another type than the section names: {@code bpf_program__set_type}. libbpf then no
   * longer knows where the section attaches the program.
   *
   * @param type what the kernel shall take the program for
   * @throws IllegalArgumentException to or from struct_ops, for a program of that type is bound to
   *     a callback
   */
  public void setType(ProgramType type) {
    if (program.isStructOps() != type.equals(ProgramType.STRUCT_OPS)) {
      throw new IllegalArgumentException(
          program
              + " cannot become "
              + type
              + ": only a section makes a program one of struct_ops");
    }
    retarget("set_type", () -> LibbpfPrograms.bpf_program__set_type(address, type.number()));
  }

  /** {@return how the program will be attached: {@code bpf_program__expected_attach_type}} */
  public AttachType expectedAttachType() {
    return AttachType.of(
        query(
            "expectedAttachType", () -> LibbpfPrograms.bpf_program__expected_attach_type(address)));
  }

  /**
   * Chooses how the program will be attached, where its type has several ways: {@code
   * bpf_program__set_expected_attach_type}.
   *
   * @param type one that the program's type allows, which the kernel checks at load or when it is
   *     attached
   */
  public void setExpectedAttachType(AttachType type) {
    retarget(
        "set_expected_attach_type",
        () -> LibbpfPrograms.bpf_program__set_expected_attach_type(address, type.number()));
  }

  /**
   * Chooses the function or tracepoint that the program is loaded for, instead of the one in its
   * section: {@code bpf_program__set_attach_target}. For fentry, fexit, fmod_ret, tp_btf, lsm and
   * iter programs, and for those that replace or trace a function of another BPF program.
   *
   * @param target the program whose function it is, of another object that is loaded and may be
   *     closed afterwards; null for a function of the kernel
   * @param function its C name; for an lsm or tp_btf program without the prefix that BTF has
   * @throws BpfException if there is no such function
   * @throws IllegalStateException if the target's object is not loaded, or left the target out
   */
  public void setAttachTarget(@Nullable BpfProgram target, String function) {
    Objects.requireNonNull(function, "function");
    try (Descriptors opened = new Descriptors()) {
      int descriptor = target == null ? 0 : opened.of(target.handle());
      program.retarget(
          "setAttachTarget",
          () -> {
            int set =
                LibbpfCall.of("bpf_program__set_attach_target", program.name())
                    .explain("ENOENT", "no function " + function)
                    .explain("ESRCH", "no function " + function)
                    .check(
                        () ->
                            LibbpfAttach.bpf_program__set_attach_target(
                                address, descriptor, function));
            // The load takes the descriptor's number: it stays open until then.
            if (target != null) {
              opened.release(descriptor);
              program.object().held().closeLast(descriptor);
            }
            return set;
          });
    }
  }

  /** {@return flags of the load, {@code BPF_F_SLEEPABLE} for one: {@code bpf_program__flags}} */
  public int flags() {
    return query("flags", () -> LibbpfPrograms.bpf_program__flags(address));
  }

  /**
   * Replaces the flags of the load: {@code bpf_program__set_flags}.
   *
   * @param flags {@code BPF_F_*} of {@code linux/bpf.h}, in place of those that the section gave
   */
  public void setFlags(int flags) {
    set("set_flags", () -> LibbpfPrograms.bpf_program__set_flags(address, flags));
  }

  /**
   * Has the program loaded for a device, which then runs it: {@code bpf_program__set_ifindex}. Goes
   * with {@code MapOptions.setIfindex} of its maps, and {@code XdpMode.OFFLOAD}.
   *
   * @param ifindex index of the network interface, 0 for none
   */
  public void setIfindex(int ifindex) {
    program.beforeLoad(
        "setIfindex",
        () -> {
          LibbpfPrograms.bpf_program__set_ifindex(address, ifindex);
          return ifindex;
        });
  }

  /**
   * {@return what the verifier writes into {@link BpfProgram#verifierLog}: {@code
   * bpf_program__log_level}}
   */
  public int logLevel() {
    return query("logLevel", () -> LibbpfPrograms.bpf_program__log_level(address));
  }

  /**
   * Chooses what the verifier writes into {@link BpfProgram#verifierLog}, whether it accepts the
   * program or not: {@code bpf_program__set_log_level}. 1 for its steps, 2 for all of them, plus 4
   * for statistics; at 0 a log is made only if it refuses.
   *
   * @param level as the kernel counts them, 0 at least
   * @throws IllegalArgumentException if it is negative
   */
  public void setLogLevel(int level) {
    LogLimits.requireLevel(level);
    set("set_log_level", () -> LibbpfPrograms.bpf_program__set_log_level(address, level));
  }

  /** {@return bytes of the log's buffer; 0 if it grows with the log} */
  public int logSize() {
    return query("logSize", program::logSize);
  }

  /**
   * Bounds the log's buffer, as {@code bpf_program__set_log_buf} does; 0 lets it grow. A log that
   * does not fit makes the load fail with {@code ENOSPC}.
   *
   * @param bytes 0, or {@value LogLimits#MIN_SIZE} to {@value LogLimits#MAX_SIZE}
   * @throws IllegalArgumentException if it is another number, which the kernel would refuse
   */
  public void setLogSize(int bytes) {
    LogLimits.requireSize(bytes);
    program.beforeLoad(
        "setLogSize",
        () -> {
          program.setLogSize(bytes);
          return bytes;
        });
  }

  private int query(String what, Supplier<Integer> call) {
    return program.query(what, call);
  }

  private void set(String setter, IntSupplier call) {
    String function = "bpf_program__" + setter;
    program.beforeLoad(function, () -> LibbpfCall.of(function, program.name()).check(call));
  }

  private void retarget(String setter, IntSupplier call) {
    String function = "bpf_program__" + setter;
    program.retarget(function, () -> LibbpfCall.of(function, program.name()).check(call));
  }
}
