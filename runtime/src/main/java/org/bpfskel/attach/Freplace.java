package org.bpfskel.attach;

import java.util.Objects;
import java.util.Set;
import org.bpfskel.BpfProgram;
import org.bpfskel.ProgramType;
import org.bpfskel.access.Door;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * A function of another BPF program, which the program takes the place of, for {@code
 * SEC("freplace/…")}: {@code bpf_program__attach_freplace}.
 */
public final class Freplace extends AttachTarget {
  private static final ProgramFit FIT =
      new ProgramFit("freplace/…", Set.of(ProgramType.EXT), attachType -> true);

  private final @Nullable BpfProgram program;
  private final @Nullable String function;

  private Freplace(@Nullable BpfProgram program, @Nullable String function) {
    this.program = program;
    this.function = function;
  }

  /** {@return what the program was loaded for} */
  public static Freplace asLoaded() {
    return new Freplace(null, null);
  }

  /**
   * {@return that function of that program, which may be another one than the program was loaded
   * for}
   *
   * @param program whose function is replaced, of a loaded object
   * @param function its C name, global and of the same prototype as the program that takes its
   *     place
   */
  public static Freplace of(BpfProgram program, String function) {
    return new Freplace(Objects.requireNonNull(program), Objects.requireNonNull(function));
  }

  /**
   * {@return the program whose function is replaced, of a loaded object; null for the one that the
   * program was loaded for}
   */
  public @Nullable BpfProgram program() {
    return program;
  }

  /**
   * {@return the function's C name, global and of the same prototype; null for what the program was
   * loaded for}
   */
  public @Nullable String function() {
    return function;
  }

  @Override
  AttachCall call() {
    return AttachCall.of(
            "bpf_program__attach_freplace",
            FIT,
            descriptors -> {
              int replaced = program == null ? 0 : descriptors.of(Door.PROGRAM.behind(program));
              return replacing ->
                  LibbpfAttach.bpf_program__attach_freplace(replacing, replaced, function);
            })
        .explain("ENOENT", "the other program has no function %s in BTF".formatted(function))
        .explain("EINVAL", "the function is not global, or its prototype is another one")
        .explain("EBUSY", "the function is replaced already, or traced");
  }

  @Override
  @Nullable Object[] values() {
    return new @Nullable Object[] {"program", program, "function", function};
  }
}
