package org.bpfskel.access;

import java.lang.invoke.MethodHandles;
import java.util.Objects;
import org.bpfskel.data.UnionValue;
import org.jspecify.annotations.Nullable;

/** From the other packages to what {@code org.bpfskel.data} does and users do not see. */
public final class ValueDoor {
  private static volatile @Nullable ValueAccess values;

  private ValueDoor() {}

  /** Shows the way; for {@link UnionValue}, when it is initialized. */
  public static void open(ValueAccess access) {
    values = access;
  }

  /** What is behind the door. */
  public static ValueAccess values() {
    ValueAccess open = values;
    if (open == null) {
      initialize();
      open = Objects.requireNonNull(values);
    }
    return open;
  }

  private static void initialize() {
    try {
      MethodHandles.lookup().ensureInitialized(UnionValue.class);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e); // it is a public class of this module
    }
  }
}
