package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.object.NearNames;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types that the annotation names, with the keyword of C that tells {@code struct event}
 * from {@code union event} and from a typedef {@code event}, or without it where only one of them
 * is there.
 */
final class NamedTypes {
  private NamedTypes() {}

  /**
   * What the annotation has.
   *
   * @param keyword null if it has the name alone
   */
  private record AskedName(@Nullable TypeKeyword keyword, String tag) {
    static AskedName of(String text) {
      String stripped = text.strip();
      TypeKeyword keyword = TypeKeyword.of(stripped);
      return new AskedName(keyword, keyword == null ? stripped : keyword.without(stripped));
    }
  }

  /** Those that BTF does not have, without their keywords. */
  static Set<String> missing(Btf btf, List<String> names) throws BtfException, ObjectException {
    Set<String> missing = new LinkedHashSet<>();
    for (String name : names) {
      AskedName asked = AskedName.of(name);
      if (candidates(btf, asked.tag(), asked.keyword()).isEmpty()) {
        missing.add(asked.tag());
      }
    }
    return missing;
  }

  static List<ValueRoot> find(KnownTypes types, List<String> names)
      throws BtfException, ObjectException {
    Btf btf = types.btf();
    List<ValueRoot> found = new ArrayList<>();
    for (String name : names) {
      AskedName asked = AskedName.of(name);
      String tag = asked.tag();
      TypeKeyword keyword = asked.keyword();
      List<NamedType> candidates = candidates(btf, tag, keyword);
      if (candidates.isEmpty()) {
        throw new UnknownTypeException(
            absent(types, tag, keyword, keyword == null ? candidates : candidates(btf, tag, null)));
      }
      if (candidates.size() > 1) {
        throw new UnknownTypeException(ambiguous(tag, candidates));
      }
      found.add(new ValueRoot(candidates.get(0).id(), tag));
    }
    return found;
  }

  /** Those that differ, of all keywords if none is given. */
  private static List<NamedType> candidates(Btf btf, String tag, @Nullable TypeKeyword keyword)
      throws BtfException, ObjectException {
    List<NamedType> candidates = new ArrayList<>();
    for (TypeKeyword each : TypeKeyword.values()) {
      if (keyword == null || keyword == each) {
        for (NamedType type : NamedType.find(btf, each, tag)) {
          boolean isNew = true;
          for (NamedType other : candidates) {
            isNew &= !type.isSame(other);
          }
          if (isNew) {
            candidates.add(type);
          }
        }
      }
    }
    return candidates;
  }

  private static String ambiguous(String tag, List<NamedType> candidates) throws BtfException {
    StringBuilder text = new StringBuilder("the object has several types '");
    text.append(tag).append("' that differ:");
    StringBuilder choices = new StringBuilder();
    String start = " ";
    for (NamedType candidate : candidates) {
      text.append(start).append(candidate.describe());
      start = "; ";
      int namesakes = 0;
      for (NamedType other : candidates) {
        namesakes += other.keyword() == candidate.keyword() ? 1 : 0;
      }
      if (namesakes == 1) {
        choices.append(choices.isEmpty() ? ": write types = \"" : " or \"");
        choices.append(candidate.cType()).append('"');
      }
    }
    text.append(
        choices.isEmpty()
            ? ": give one of them another name in C, or take the class of a variable or map that has it"
            : choices);
    return text.toString();
  }

  private static String absent(
      KnownTypes types, String tag, @Nullable TypeKeyword keyword, List<NamedType> others)
      throws BtfException {
    String what = (keyword == null ? "struct, union or enum" : keyword) + " '" + tag + "'";
    String start = "the object's BTF has no " + what;
    if (!others.isEmpty()) {
      String choice = others.get(0).cType();
      return start + ", but " + choice + ": write types = \"" + choice + "\"";
    }
    if (types.problem() != null) {
      return start + ", and its debug information cannot be read: " + types.problem();
    }
    String near = NearNames.question(tag, types.names());
    String inC = keyword == null ? TypeKeyword.STRUCT.inC(tag) : keyword.inC(tag);
    return start
        + (near.isEmpty() ? ": clang" : near + " Clang")
        + " leaves out types that no global variable, map or global function"
        + " needs, so declare '%s *unused_%s __attribute__((unused));' in C".formatted(inC, tag)
        + (types.debugNames() == null ? "" : "; its debug information has no such type either");
  }
}
