package org.bpfskel;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.bpfskel.internal.LaterFunction;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.LibbpfPrograms;

/** What can be done with a program that is in the kernel, through its file descriptor. */
final class LoadedProgram {
  private final BpfProgram program;

  LoadedProgram(BpfProgram program) {
    this.program = program;
  }

  int fd() {
    return call("fd", fd -> fd);
  }

  ProgramInfo info() {
    return call("info", fd -> ProgramInfo.read(program.name(), fd));
  }

  TestRunResult testRun(TestRun request) {
    return call("testRun", fd -> TestRunResult.of(program.name(), fd, request));
  }

  void pin(Path file) {
    change("pin", file, () -> LibbpfPrograms.bpf_program__pin(program.address(), file.toString()));
  }

  void unpin(Path file) {
    change(
        "unpin", file, () -> LibbpfPrograms.bpf_program__unpin(program.address(), file.toString()));
  }

  void associate(StructOpsMap map) {
    LaterFunction function = LaterFunction.BPF_PROGRAM__ASSOC_STRUCT_OPS;
    program
        .object()
        .lifetime()
        .sharedWith(
            map.object().lifetime(),
            "associate of program " + program.name(),
            Lifetime.AFTER_LOAD,
            () -> {
              LaterLibbpf.require(function, program);
              return LibbpfCall.of(function.function(), program.name())
                  .explain("EBUSY", "it is associated with another variable")
                  .explain(
                      "EINVAL",
                      "a struct_ops program has its own variable, program and variable must"
                          + " both have been loaded, and Linux before 7.0 cannot do it")
                  .check(() -> function.check(program.address(), map.address(), null));
            });
  }

  private void change(String operation, Path file, IntSupplier function) {
    call(
        operation,
        fd ->
            PinPath.explain(LibbpfCall.of("bpf_program__" + operation, program.name()), file)
                .check(function));
  }

  private <T> T call(String operation, IntFunction<T> call) {
    return program
        .object()
        .lifetime()
        .shared(
            operation + " of program " + program.name(),
            Lifetime.AFTER_LOAD,
            () -> {
              int fd = Libbpf.bpf_program__fd(program.address());
              if (fd < 0) {
                throw new BpfException(
                    operation,
                    program.name(),
                    "",
                    "load left the program out, for its autoload was off",
                    List.of());
              }
              return call.apply(fd);
            });
  }
}
