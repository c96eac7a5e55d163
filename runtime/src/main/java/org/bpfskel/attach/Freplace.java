package org.bpfskel.attach;

import org.bpfskel.BpfProgram;
import org.jspecify.annotations.Nullable;

/**
 * A function of another BPF program, which the program takes the place of, for {@code
 * SEC("freplace/…")}: {@code bpf_program__attach_freplace}.
 *
 * @param program whose function, of a loaded object; null for the one that the program was loaded
 *     for
 * @param function its C name, global and of the same prototype; null likewise
 */
public record Freplace(@Nullable BpfProgram program, @Nullable String function)
    implements AttachTarget {

  /**
   * Makes one with both or neither.
   *
   * @throws IllegalArgumentException if only one of the two is there
   */
  public Freplace {
    if ((program == null) != (function == null)) {
      throw new IllegalArgumentException("program and function, or neither of them");
    }
  }

  /** What the program was loaded for. */
  public static Freplace asLoaded() {
    return new Freplace(null, null);
  }

  /** That function of that program, which may be another one than the program was loaded for. */
  public static Freplace of(BpfProgram program, String function) {
    return new Freplace(program, function);
  }
}
