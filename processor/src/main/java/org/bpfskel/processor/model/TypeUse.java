package org.bpfskel.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * A struct as the type of variables, or as part of other structs: its function pointers are BPF
 * programs in the one case, and plain pointers in the other. Compared by hand: what a record gets
 * by itself is linked when it is first used, which takes milliseconds of a javac.
 */
record TypeUse(int id, boolean embedded) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TypeUse use && use.id == id && use.embedded == embedded;
  }

  @Override
  public int hashCode() {
    return 2 * id + (embedded ? 1 : 0);
  }
}
