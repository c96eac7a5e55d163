package org.bpfskel.internal.attach;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.bpfskel.internal.libbpf.LaterFunction;
import org.jspecify.annotations.Nullable;

/** The libbpf function that a target stands for, and what is to know of it. */
public final class AttachCall {
  private final String function;
  private final @Nullable LaterFunction later;
  private final ProgramFit fit;
  private final Function<Descriptors, LongUnaryOperator> prepare;
  private final Map<String, String> explanations = new HashMap<>();

  private AttachCall(
      String function,
      @Nullable LaterFunction later,
      ProgramFit fit,
      Function<Descriptors, LongUnaryOperator> prepare) {
    this.function = function;
    this.later = later;
    this.fit = fit;
    this.prepare = prepare;
  }

  /**
   * A function that takes files, interfaces, maps or programs.
   *
   * @param prepare opens these and gives the call itself, from the program's address to the link's
   */
  public static AttachCall of(
      String function, ProgramFit fit, Function<Descriptors, LongUnaryOperator> prepare) {
    return new AttachCall(function, null, fit, prepare);
  }

  /** Such a function that not every libbpf has. */
  public static AttachCall of(
      LaterFunction function, ProgramFit fit, Function<Descriptors, LongUnaryOperator> prepare) {
    return new AttachCall(function.function(), function, fit, prepare);
  }

  /** A function that takes numbers and names only. */
  public static AttachCall simple(String function, ProgramFit fit, LongUnaryOperator call) {
    return new AttachCall(function, null, fit, descriptors -> call);
  }

  /** Says what an error usually means for this kind of target. */
  public AttachCall explain(String errnoName, String explanation) {
    explanations.put(errnoName, explanation);
    return this;
  }

  /** The function's name in C. */
  public String function() {
    return function;
  }

  /** The function again if not every libbpf has it. */
  public @Nullable LaterFunction later() {
    return later;
  }

  /** The programs that it takes. */
  public ProgramFit fit() {
    return fit;
  }

  /** Opens what it takes, and gives the call from the program's address to the link's. */
  public LongUnaryOperator prepare(Descriptors descriptors) {
    return prepare.apply(descriptors);
  }

  /** What errors usually mean, by their symbols. */
  public Map<String, String> explanations() {
    return explanations;
  }
}
