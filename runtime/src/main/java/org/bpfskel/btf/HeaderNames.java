package org.bpfskel.btf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of types in a C header. BTF may have several types of one name, C may not: the first keeps
 * it, the others are {@code NAME___2} and so on, which libbpf looks up in the kernel without what
 * stands behind the three underscores.
 */
final class HeaderNames {
  private static final String FLAVOUR = "___";

  private final Btf btf;

  /** Of the kernel, whose ids come first, if this is of a module. */
  private final @Nullable HeaderNames kernel;

  private final int firstId;

  /** Names of types by id; those that are missing have their own. */
  private final Map<Integer, String> renamed = new HashMap<>();

  /** Ids of what declarations without a definition stand for, by the id of the declaration. */
  private final Map<Integer, Integer> definitions = new HashMap<>();

  /** Ids by keyword and tag: the first definition, or else the first declaration. */
  private final Map<String, Integer> byTag = new HashMap<>();

  private final Taken taken;

  /** The names that a header has by now, of the kernel and of all its modules. */
  private static final class Taken {
    /** The name spaces of C: tags, and typedefs with constants of enumerations. */
    private final Set<String> tags = new HashSet<>();

    /** Clang has types of its own. */
    private final Set<String> identifiers = new HashSet<>(Set.of("__builtin_va_list"));

    /** Names by keyword and tag of what is only declared so far. */
    private final Set<String> declared = new HashSet<>();
  }

  /** Of a kernel. */
  HeaderNames(Btf btf) throws BtfException {
    this(btf, null, 1, new Taken());
  }

  /** Of a module, after those of its kernel and of other modules. */
  HeaderNames(Btf module, HeaderNames kernel) throws BtfException {
    this(module, kernel, kernel.btf.typeCount(), kernel.taken);
  }

  private HeaderNames(Btf btf, @Nullable HeaderNames kernel, int firstId, Taken taken)
      throws BtfException {
    this.btf = btf;
    this.kernel = kernel;
    this.firstId = firstId;
    this.taken = taken;
    for (int id = firstId; id < btf.typeCount(); id++) {
      BtfKind kind = btf.kind(id);
      if (kind.isComposite() || kind.isEnumeration()) {
        String tag = kind.keyword() + " " + btf.name(id);
        if (!taken.declared.remove(tag)) {
          claim(id, taken.tags);
        }
        byTag.putIfAbsent(tag, id);
      } else if (kind == BtfKind.TYPEDEF) {
        claim(id, taken.identifiers);
      }
    }
    for (int id = firstId; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.FWD) {
        declare(id);
      }
    }
  }

  private void declare(int id) throws BtfException {
    String tag = (btf.kindFlag(id) ? BtfKind.UNION : BtfKind.STRUCT).keyword() + " " + btf.name(id);
    Integer known = byTag.get(tag);
    if (known == null && kernel != null) {
      known = kernel.byTag.get(tag);
    }
    if (known != null) {
      definitions.put(id, known);
      return;
    }
    byTag.put(tag, id);
    if (!taken.declared.contains(tag)) {
      claim(id, taken.tags); // the same name with the other keyword may be another type
      if (!renamed.containsKey(id)) {
        taken.declared.add(tag);
      }
    }
  }

  private void claim(int id, Set<String> names) throws BtfException {
    String name = btf.name(id);
    if (!name.isEmpty()) {
      String unique = unique(name, names);
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
    int type = definition(id);
    if (kernel != null && type < firstId) {
      return kernel.of(type);
    }
    String name = renamed.get(type);
    return name == null ? btf.name(type) : name;
  }

  /**
   * A name for a constant of an enumeration, new each time: an anonymous one may be written twice.
   */
  String constant(String name) {
    return unique(name, taken.identifiers);
  }

  /** Whether a function can have its name, for nothing else has it. */
  boolean claimFunction(String name) {
    return taken.identifiers.add(name);
  }

  /** The type that a declaration without a definition stands for; any other type is itself. */
  int definition(int id) {
    return kernel != null && id < firstId
        ? kernel.definition(id)
        : definitions.getOrDefault(id, id);
  }
}
