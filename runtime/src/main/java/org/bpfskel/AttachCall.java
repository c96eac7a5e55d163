package org.bpfskel;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/**
 * The libbpf function that a target stands for. {@code prepare} opens what it needs and gives the
 * call itself, from the program's address to the link's.
 */
final class AttachCall {
  private final String function;
  private final ProgramFit fit;
  private final Function<Descriptors, LongUnaryOperator> prepare;
  private final Map<String, String> explanations = new HashMap<>();

  private AttachCall(
      String function, ProgramFit fit, Function<Descriptors, LongUnaryOperator> prepare) {
    this.function = function;
    this.fit = fit;
    this.prepare = prepare;
  }

  /** A function that takes files, interfaces, maps or programs. */
  static AttachCall of(
      String function, ProgramFit fit, Function<Descriptors, LongUnaryOperator> prepare) {
    return new AttachCall(function, fit, prepare);
  }

  /** A function that takes numbers and names only. */
  static AttachCall simple(String function, ProgramFit fit, LongUnaryOperator call) {
    return new AttachCall(function, fit, descriptors -> call);
  }

  /** Says what an error usually means for this kind of target. */
  AttachCall explain(String errnoName, String explanation) {
    explanations.put(errnoName, explanation);
    return this;
  }

  /** Attaches; the program is judged first, so that a wrong one opens nothing. */
  BpfLink attach(BpfProgram program) {
    BpfObject object = program.object();
    object
        .lifetime()
        .shared(
            "attach of " + program.name(),
            Lifetime.AFTER_LOAD,
            () -> {
              fit.require(function, program);
              return fit;
            });
    try (Descriptors descriptors = new Descriptors()) {
      LongUnaryOperator call = prepare.apply(descriptors);
      return object.attach(
          program.name(),
          () -> explained(program).pointer(() -> call.applyAsLong(program.address())));
    }
  }

  private LibbpfCall explained(BpfProgram program) {
    LibbpfCall call = LibbpfCall.of(function, program.name());
    explanations.forEach(call::explain);
    return call;
  }
}
