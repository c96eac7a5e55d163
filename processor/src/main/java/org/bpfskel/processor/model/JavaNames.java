package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.bpfskel.btf.Flavour;

/**
 * Java names for the C names of one scope. A C name stays as it is, letter for letter; where Java
 * or another name forbids that, it gets a trailing {@code _}. Names that can stay come first, so
 * that {@code class} never takes {@code class_} from a member that is called so in C.
 */
public final class JavaNames {
  /** So many underscores at the end of a name are counted at a glance; then come numbers. */
  private static final int MAX_UNDERSCORES = 4;

  private final boolean caseMatters;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  private JavaNames(boolean caseMatters, Set<String> reserved) {
    this.caseMatters = caseMatters;
    for (String name : reserved) {
      take(name);
    }
  }

  /**
   * Names of the fields of one class, in the order of the C names.
   *
   * @param reserved names that the class needs for itself
   */
  public static List<String> fields(List<String> cNames, Set<String> reserved) {
    List<String> names = new ArrayList<>(cNames.size());
    for (String cName : cNames) {
      names.add(identifier(cName));
    }
    return new JavaNames(true, reserved).claim(names);
  }

  /**
   * Names of nested classes, UpperCamelCase, in the order of the C names. No two differ in case
   * only: some file systems could not hold both class files.
   *
   * @param reserved names that are taken already
   * @param maxBytes of UTF-8 in a name; longer ones are cut
   */
  public static List<String> classes(List<String> cNames, Set<String> reserved, int maxBytes) {
    List<String> names = new ArrayList<>(cNames.size());
    for (String cName : cNames) {
      names.add(ClassFileNames.cut(upperCamelCase(cName), maxBytes));
    }
    return new JavaNames(false, reserved).claim(names);
  }

  /** The C name with {@code _} in place of each character that a Java identifier cannot have. */
  public static String identifier(String cName) {
    StringBuilder name = new StringBuilder(cName.length());
    for (int i = 0; i < cName.length(); i = cName.offsetByCodePoints(i, 1)) {
      int c = cName.codePointAt(i);
      boolean fits = Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
      name.appendCodePoint(fits ? c : '_');
    }
    if (name.isEmpty() || !Character.isJavaIdentifierStart(name.codePointAt(0))) {
      name.insert(0, '_');
    }
    return name.toString();
  }

  /**
   * {@code bpf_testmod_ops} to {@code BpfTestmodOps}; the flavour of {@code name___flavour}, which
   * libbpf does not compare, stays as it is.
   */
  private static String upperCamelCase(String cName) {
    String essential = Flavour.without(cName);
    StringBuilder name = new StringBuilder(cName.length());
    boolean first = true;
    for (int i = 0; i < essential.length(); i = essential.offsetByCodePoints(i, 1)) {
      int c = essential.codePointAt(i);
      boolean inWord = c != '_' && c != '$' && Character.isJavaIdentifierPart(c);
      if (inWord) {
        name.appendCodePoint(first ? Character.toUpperCase(c) : c);
      }
      first = !inWord;
    }
    if (name.isEmpty()) {
      return identifier(cName);
    }
    return identifier(name + cName.substring(essential.length()));
  }

  /** Puts others in the list where names cannot stay. */
  private List<String> claim(List<String> names) {
    List<Integer> refused = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!SourceVersion.isName(name) || !take(name)) {
        refused.add(i);
      }
    }
    for (int i : refused) {
      names.set(i, withSuffix(names.get(i)));
    }
    return List.copyOf(names);
  }

  /** Whether it was still free. */
  private boolean take(String name) {
    return taken.add(caseMatters ? name : name.toLowerCase(Locale.ROOT));
  }

  private String withSuffix(String name) {
    // Counting on per name, instead of trying all suffixes each time, keeps this linear.
    for (int n = attempts.getOrDefault(name, 0) + 1; ; n++) {
      String suffixed = name + (n <= MAX_UNDERSCORES ? "_".repeat(n) : "_" + n);
      if (take(suffixed)) {
        attempts.put(name, n);
        return suffixed;
      }
    }
  }
}
