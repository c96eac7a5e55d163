package org.bpfskel.internal.attach;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.bpfskel.AttachType;
import org.bpfskel.internal.handle.CreatedLink;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.LibbpfLink;
import org.bpfskel.internal.handle.LinkHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.libbpf.LaterFunction;
import org.bpfskel.internal.libbpf.LibbpfLinks;
import org.bpfskel.internal.libbpf.LinkCreateOpts;
import org.jspecify.annotations.Nullable;

/** The libbpf function that a target stands for, and what is to know of it. */
public final class AttachCall {
  private final String function;
  private final @Nullable LaterFunction later;
  private final ProgramFit fit;
  private final Function<Descriptors, Attaching> prepare;
  private final Map<String, String> explanations = new HashMap<>();

  /** Attaches a program that is loaded and fits, by a call that says what errors mean. */
  public interface Attaching {
    public LinkHandle attach(ProgramHandle program, LibbpfCall call);
  }

  /**
   * What {@code bpf_link_create} takes besides a program and its attach type.
   *
   * @param target an interface's index, or a descriptor
   */
  public record LinkPlace(int target, LinkCreateOpts opts) {}

  private AttachCall(
      String function,
      @Nullable LaterFunction later,
      ProgramFit fit,
      Function<Descriptors, Attaching> prepare) {
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
    return new AttachCall(function, null, fit, prepare.andThen(AttachCall::byLibbpf));
  }

  /** Such a function that not every libbpf has. */
  public static AttachCall of(
      LaterFunction function, ProgramFit fit, Function<Descriptors, LongUnaryOperator> prepare) {
    return new AttachCall(
        function.function(), function, fit, prepare.andThen(AttachCall::byLibbpf));
  }

  /** A function that takes numbers and names only. */
  public static AttachCall simple(String function, ProgramFit fit, LongUnaryOperator call) {
    return of(function, fit, descriptors -> call);
  }

  /**
   * A link that the kernel is asked for directly: libbpf's own functions take the attach type that
   * the program was loaded with.
   *
   * @param prepare opens what the place is made of
   */
  public static AttachCall link(
      AttachType type, ProgramFit fit, Function<Descriptors, LinkPlace> prepare) {
    return new AttachCall(
        "bpf_link_create", null, fit, prepare.andThen(place -> byKernel(type, place)));
  }

  /**
   * A function that makes no link.
   *
   * @param prepare opens what it takes and gives the call itself
   */
  public static AttachCall withoutLink(
      String function, ProgramFit fit, Function<Descriptors, Attaching> prepare) {
    return new AttachCall(function, null, fit, prepare);
  }

  private static Attaching byLibbpf(LongUnaryOperator attach) {
    return (program, call) ->
        new LibbpfLink(
            LibbpfLink.Attached.PROGRAM,
            program.name(),
            call.pointer(() -> attach.applyAsLong(program.address())));
  }

  private static Attaching byKernel(AttachType type, LinkPlace place) {
    return (program, call) -> {
      int descriptor = program.descriptor("attach");
      return new CreatedLink(
          program.name(),
          call.check(
              () ->
                  LibbpfLinks.bpf_link_create(
                      descriptor, place.target(), type.number(), place.opts())));
    };
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

  /** Opens what it takes, and gives the call itself. */
  public Attaching prepare(Descriptors descriptors) {
    return prepare.apply(descriptors);
  }

  /** What errors usually mean, by their symbols. */
  public Map<String, String> explanations() {
    return explanations;
  }
}
