package org.bpfskel.btf;

import java.util.ArrayList;
import java.util.List;

/** The members of one struct, those of anonymous ones in the place of these. */
final class FlatMembers {
  final boolean topLevel;
  final List<StructLayout.Member> members = new ArrayList<>();

  /** Members of all levels, those without a name included. */
  int count;

  /** Levels of structs that are embedded by name. */
  int levels;

  FlatMembers(boolean topLevel) {
    this.topLevel = topLevel;
  }
}
