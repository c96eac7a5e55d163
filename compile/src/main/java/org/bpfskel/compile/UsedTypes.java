package org.bpfskel.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/**
 * The types and functions that C sources name: those whose names, or whose constants, are words of
 * the sources, and what members of theirs point to whose names are words, too. So {@code
 * task->mm->owner} has {@code struct mm_struct} with it.
 */
public final class UsedTypes {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

  /** What is only declared is not used by that. */
  private static final Pattern DECLARATION = Pattern.compile("\\b(?:struct|union)\\s+\\w+\\s*;");

  private static final Pattern WORD = Pattern.compile("\\b[A-Za-z_]\\w*");

  private final Btf btf;
  private final Set<String> words;
  private final Set<Integer> used = new LinkedHashSet<>();
  private final Set<Integer> seen = new HashSet<>();
  private final Deque<Integer> open = new ArrayDeque<>();

  private UsedTypes(Btf btf, Set<String> words) {
    this.btf = btf;
    this.words = words;
  }

  /** The words of all sources and headers in these folders. */
  public static Set<String> words(List<Path> folders) throws IOException {
    Set<String> words = new TreeSet<>();
    for (Path folder : folders) {
      for (Path file : sources(folder)) {
        String text = COMMENT.matcher(Files.readString(file)).replaceAll(" ");
        WORD.matcher(DECLARATION.matcher(text).replaceAll(" "))
            .results()
            .map(MatchResult::group)
            .forEach(words::add);
      }
    }
    return words;
  }

  private static List<Path> sources(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.[ch]"))
          .filter(file -> !file.endsWith("vmlinux.h"))
          .toList();
    }
  }

  /** Ids of the types that have to be whole. */
  public static Set<Integer> of(Btf btf, Set<String> words) throws BtfException {
    UsedTypes types = new UsedTypes(btf, words);
    for (int id = 1; id < btf.typeCount(); id++) {
      if (types.isNamed(id)) {
        types.use(id);
      }
    }
    while (!types.open.isEmpty()) {
      types.follow(types.open.remove());
    }
    return types.used;
  }

  private boolean isNamed(int id) throws BtfException {
    BtfKind kind = btf.kind(id);
    if (kind.isEnumeration()) {
      BtfType.Enum enumeration = (BtfType.Enum) btf.type(id);
      return words.contains(enumeration.name())
          || enumeration.values().stream().anyMatch(value -> words.contains(value.name()));
    }
    boolean named = kind.isComposite() || kind == BtfKind.TYPEDEF || kind == BtfKind.FUNC;
    return named && words.contains(btf.name(id));
  }

  private void use(int id) throws BtfException {
    BtfKind kind = btf.kind(id);
    boolean named = !btf.name(id).isEmpty();
    if (named || kind.isEnumeration()) {
      used.add(id);
    }
    if (seen.add(id)) {
      open.add(id);
    }
  }

  /** Members that are embedded are there anyway; what they point to is, if they are named. */
  private void follow(int id) throws BtfException {
    int type = btf.resolve(id);
    if (!(btf.type(type) instanceof BtfType.Composite struct)) {
      return;
    }
    for (BtfType.Member member : struct.members()) {
      int target = btf.resolve(member.type());
      boolean pointer = false;
      while (btf.type(target) instanceof BtfType.Array array) {
        target = btf.resolve(array.element());
      }
      while (btf.type(target) instanceof BtfType.Ptr to) {
        pointer = true;
        target = btf.resolve(to.type());
      }
      boolean reached = !pointer || words.contains(member.name());
      if (reached && btf.kind(target).isComposite() && seen.add(target)) {
        if (pointer && !btf.name(target).isEmpty()) {
          used.add(target);
        }
        open.add(target);
      }
    }
  }
}
