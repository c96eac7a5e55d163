package org.bpfskel.internal.attach;

import java.util.Objects;
import org.bpfskel.attach.AttachTarget;
import org.jspecify.annotations.Nullable;

/**
 * How the runtime gets the call of a target, which is no method of a user's. {@link AttachTarget}
 * gives the access when it is initialized, so before there is any target.
 */
public abstract class TargetAccess {
  private static volatile @Nullable TargetAccess access;

  /** The call of a target. */
  public static AttachCall callOf(AttachTarget target) {
    return Objects.requireNonNull(access).call(target);
  }

  /** Lets the runtime in, once. */
  public static void give(TargetAccess given) {
    access = given;
  }

  protected abstract AttachCall call(AttachTarget target);
}
