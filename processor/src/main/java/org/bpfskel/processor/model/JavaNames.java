package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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

  private static final Pattern WORD_END = Pattern.compile("(?:[_$]|\\P{javaJavaIdentifierPart})+");

  private final UnaryOperator<String> toKey;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  private JavaNames(UnaryOperator<String> toKey, Set<String> reserved) {
    this.toKey = toKey;
    reserved.forEach(name -> taken.add(toKey.apply(name)));
  }

  /**
   * Names of the fields of one class, in the order of the C names.
   *
   * @param reserved names that the class needs for itself
   */
  public static List<String> fields(List<String> cNames, Set<String> reserved) {
    return new JavaNames(UnaryOperator.identity(), reserved).claim(cNames, JavaNames::identifier);
  }

  /**
   * Names of nested classes, UpperCamelCase, in the order of the C names. No two differ in case
   * only: some file systems could not hold both class files.
   *
   * @param reserved names that are taken already
   * @param maxBytes of UTF-8 in a name; longer ones are cut
   */
  public static List<String> classes(List<String> cNames, Set<String> reserved, int maxBytes) {
    return new JavaNames(name -> name.toLowerCase(Locale.ROOT), reserved)
        .claim(cNames, name -> ClassFileNames.cut(upperCamelCase(name), maxBytes));
  }

  /** The C name with {@code _} in place of each character that a Java identifier cannot have. */
  public static String identifier(String cName) {
    StringBuilder name = new StringBuilder(cName.length());
    cName
        .codePoints()
        .map(
            c -> Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c) ? c : '_')
        .forEach(name::appendCodePoint);
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
    for (String word : WORD_END.split(essential, -1)) {
      if (!word.isEmpty()) {
        int first = word.codePointAt(0);
        name.appendCodePoint(Character.toUpperCase(first));
        name.append(word, Character.charCount(first), word.length());
      }
    }
    if (name.isEmpty()) {
      return identifier(cName);
    }
    return identifier(name + cName.substring(essential.length()));
  }

  private List<String> claim(List<String> cNames, UnaryOperator<String> toJava) {
    List<String> names = new ArrayList<>(cNames);
    List<Integer> refused = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = toJava.apply(cNames.get(i));
      names.set(i, name);
      if (!SourceVersion.isName(name) || !taken.add(toKey.apply(name))) {
        refused.add(i);
      }
    }
    refused.forEach(i -> names.set(i, withSuffix(names.get(i))));
    return List.copyOf(names);
  }

  private String withSuffix(String name) {
    // Counting on per name, instead of trying all suffixes each time, keeps this linear.
    for (int n = attempts.getOrDefault(name, 0) + 1; ; n++) {
      String suffixed = name + (n <= MAX_UNDERSCORES ? "_".repeat(n) : "_" + n);
      if (taken.add(toKey.apply(suffixed))) {
        attempts.put(name, n);
        return suffixed;
      }
    }
  }
}
