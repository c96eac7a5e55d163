package org.bpfskel.internal.value;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Naming;
import org.bpfskel.btf.StructLayoutReader;
import org.bpfskel.btf.StructShape;
import org.jspecify.annotations.Nullable;

/**
 * Finds the struct of one build that a class of another build stands for, by what is unambiguous:
 * its name among tags or typedefs, or what it looks like if C gives it no name.
 */
public final class NamedStructs {
  private final Btf btf;

  public NamedStructs(Btf btf) {
    this.btf = btf;
  }

  /**
   * The only struct of that name, structs that look the same counted as one; null if there is none.
   *
   * @param problems takes why it cannot be told; null is returned then too
   */
  public @Nullable StructLayout only(StructLayout ofClass, List<String> problems)
      throws BtfException {
    if (ofClass.name().isEmpty()) {
      return onlyNameless(ofClass, problems);
    }
    List<StructLayout> candidates = differing(ofClass.naming(), ofClass.name());
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    if (candidates.isEmpty()) {
      for (Naming other : Naming.values()) {
        for (StructLayout namesake : differing(other, ofClass.name())) {
          problems.add(
              "%s of the class is not in this build, which has that name for %s of %s"
                  .formatted(
                      Printable.of(ofClass.cType()), what(other), StructShape.describe(namesake)));
        }
      }
      return null;
    }
    problems.add(
        Printable.of(ofClass.cType())
            + " is the name of several that differ, so that none can be told to be the class's");
    for (StructLayout candidate : candidates) {
      problems.add(
          "  %s, %s".formatted(Printable.of(candidate.cType()), StructShape.describe(candidate)));
    }
    return null;
  }

  private static String what(Naming naming) {
    return switch (naming) {
      case STRUCT_TAG -> "a struct";
      case UNION_TAG -> "a union";
      case TYPEDEF -> "a typedef";
    };
  }

  private @Nullable StructLayout onlyNameless(StructLayout ofClass, List<String> problems)
      throws BtfException {
    StructLayoutReader layouts = new StructLayoutReader(btf);
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.kind(id).isComposite()
          && btf.name(id).isEmpty()
          && btf.sizeOf(id) == ofClass.size()) {
        StructLayout candidate = layouts.readNested(id);
        if (StructShape.isSame(candidate, ofClass)) {
          return candidate;
        }
      }
    }
    problems.add(
        "%s, %s: this build has none that looks like that, and it has no name to be found by: give it a tag or a typedef"
            .formatted(Printable.of(ofClass.cType()), StructShape.describe(ofClass)));
    return null;
  }

  private List<StructLayout> differing(Naming naming, String name) throws BtfException {
    Set<Integer> ids = new LinkedHashSet<>();
    for (int id : btf.findAll(name, kind(naming))) {
      int resolved = btf.resolve(id);
      if (btf.kind(resolved).isComposite()) {
        ids.add(resolved);
      }
    }
    return StructShape.differing(btf, ids);
  }

  private static BtfKind kind(Naming naming) {
    return switch (naming) {
      case STRUCT_TAG -> BtfKind.STRUCT;
      case UNION_TAG -> BtfKind.UNION;
      case TYPEDEF -> BtfKind.TYPEDEF;
    };
  }
}
