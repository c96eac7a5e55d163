package org.bpfskel.btf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names of types in a C header. BTF may have several types of one name, C may not: the first keeps
 * it, the others are {@code NAME___2} and so on, which libbpf looks up in the kernel without what
 * stands behind the three underscores.
 */
final class HeaderNames {
  private static final String FLAVOUR = "___";

  private final Btf btf;

  /** Names of types by id; those that are missing have their own. */
  private final Map<Integer, String> renamed = new HashMap<>();

  /** Ids of what declarations without a definition stand for, by the id of the declaration. */
  private final Map<Integer, Integer> definitions = new HashMap<>();

  /** The name spaces of C: tags, and typedefs with constants of enumerations. */
  private final Set<String> tags = new HashSet<>();

  /** Clang has types of its own. */
  private final Set<String> identifiers = new HashSet<>(Set.of("__builtin_va_list"));

  HeaderNames(Btf btf) throws BtfException {
    this.btf = btf;
    Map<String, Integer> byTag = new HashMap<>();
    for (int id = 1; id < btf.typeCount(); id++) {
      BtfKind kind = btf.kind(id);
      if (kind.isComposite() || kind.isEnumeration()) {
        claim(id, tags);
        byTag.putIfAbsent(kind.keyword() + " " + btf.name(id), id);
      } else if (kind == BtfKind.TYPEDEF) {
        claim(id, identifiers);
      }
    }
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.FWD) {
        String tag = keyword(id) + " " + btf.name(id);
        if (!byTag.containsKey(tag)) {
          claim(id, tags); // the same name with the other keyword may be another type
          byTag.put(tag, id);
        }
        definitions.put(id, byTag.get(tag));
      }
    }
  }

  private void claim(int id, Set<String> taken) throws BtfException {
    String name = btf.name(id);
    if (!name.isEmpty()) {
      String unique = unique(name, taken);
      if (!unique.equals(name)) {
        renamed.put(id, unique);
      }
    }
  }

  private static String unique(String name, Set<String> taken) {
    String unique = name;
    for (int i = 2; !taken.add(unique); i++) {
      unique = name + FLAVOUR + i;
    }
    return unique;
  }

  /** The type's name; empty if it has none. */
  String of(int id) throws BtfException {
    String name = renamed.get(definition(id));
    return name == null ? btf.name(id) : name;
  }

  /**
   * A name for a constant of an enumeration, new each time: an anonymous one may be written twice.
   */
  String constant(String name) {
    return unique(name, identifiers);
  }

  /** The type that a declaration without a definition stands for; any other type is itself. */
  int definition(int id) {
    return definitions.getOrDefault(id, id);
  }

  /** {@code struct} or {@code union} of a declaration without a definition. */
  private String keyword(int id) {
    return (btf.kindFlag(id) ? BtfKind.UNION : BtfKind.STRUCT).keyword();
  }
}
