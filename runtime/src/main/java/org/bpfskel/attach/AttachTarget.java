package org.bpfskel.attach;

import java.util.Arrays;
import org.bpfskel.access.TargetDoor;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.attach.AttachCall;
import org.jspecify.annotations.Nullable;

/**
 * A place that a program can be attached to: what the {@code bpf_program__attach_*} functions of
 * libbpf take besides the program. Targets are values, made by their factories and changed by
 * methods that return a copy; one target may be used any number of times, by any thread. Two of the
 * same class with equal values are equal. The classes of this package are all that there are.
 */
public abstract class AttachTarget {
  static {
    TargetDoor.CALL.open(AttachTarget::call);
  }

  AttachTarget() {}

  /** The libbpf function that attaches there, the programs that it takes, and what errors mean. */
  abstract AttachCall call();

  /** What the target is made of: names and values by turns, in the order of its text. */
  abstract @Nullable Object[] values();

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof AttachTarget target
        && target.getClass() == getClass()
        && Arrays.equals(values(), target.values());
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(values());
  }

  /** The class and its values, in one line: {@code Xdp[on=eth0]}. */
  @Override
  public final String toString() {
    @Nullable Object[] values = values();
    StringBuilder text = new StringBuilder(getClass().getSimpleName()).append('[');
    for (int i = 0; i < values.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(values[i]).append('=').append(values[i + 1]);
    }
    return Printable.of(text.append(']').toString());
  }
}
