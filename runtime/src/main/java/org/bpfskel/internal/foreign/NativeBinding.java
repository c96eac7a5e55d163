package org.bpfskel.internal.foreign;

import org.jspecify.annotations.Nullable;

/** How this process calls C: the one place that chooses. */
public final class NativeBinding {
  private static volatile @Nullable NativeCalls chosen;

  private NativeBinding() {}

  /** No static initialiser: one that fails for want of memory would fail for ever. */
  public static NativeCalls calls() {
    NativeCalls calls = chosen;
    if (calls == null) {
      calls = new JnaCalls(); // two threads may each make one: they are alike
      chosen = calls;
    }
    return calls;
  }
}
