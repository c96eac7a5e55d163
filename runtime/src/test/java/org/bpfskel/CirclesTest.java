package org.bpfskel;

import static com.google.common.truth.Truth.assertWithMessage;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How many classes lead to each other, so that none of them can be understood without all the
 * others. A nested class is part of the outermost.
 */
class CirclesTest {
  private static final String OURS = "org.bpfskel";

  /** Goes down when a circle has been cut, and never up. */
  private static final int LARGEST = 11;

  private final Map<String, Set<String>> uses = new TreeMap<>();

  CirclesTest() {
    for (JavaClass used :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(OURS)) {
      Set<String> others = uses.computeIfAbsent(outermost(used), name -> new TreeSet<>());
      for (Dependency dependency : used.getDirectDependenciesFromSelf()) {
        JavaClass other = dependency.getTargetClass().getBaseComponentType();
        if (other.getPackageName().startsWith(OURS)) {
          others.add(outermost(other));
        }
      }
      others.addAll(permitted(used));
    }
  }

  /** The classes that a sealed one names, of which ArchUnit tells nothing. */
  private static List<String> permitted(JavaClass used) {
    Class<?>[] permitted = used.reflect().getPermittedSubclasses();
    return permitted == null
        ? List.of()
        : Stream.of(permitted).map(type -> type.getName().replaceFirst("\\$.*", "")).toList();
  }

  private static String outermost(JavaClass nested) {
    return nested.getEnclosingClass().map(CirclesTest::outermost).orElse(nested.getName());
  }

  @Test
  void classesThatAllLeadToEachOtherAreFew() {
    List<String> largest = List.of();
    for (List<String> circle : new Circles(uses).found()) {
      largest = circle.size() > largest.size() ? circle : largest;
    }
    assertWithMessage("%s", largest).that(largest.size()).isAtMost(LARGEST);
  }

  /** The strongly connected components of a graph, by Tarjan's algorithm. */
  private static final class Circles {
    private final Map<String, Set<String>> uses;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<List<String>> found = new ArrayList<>();

    Circles(Map<String, Set<String>> uses) {
      this.uses = uses;
    }

    List<List<String>> found() {
      for (String name : uses.keySet()) {
        if (!numbers.containsKey(name)) {
          visit(name);
        }
      }
      return found;
    }

    /** Returns the lowest number of those that lead here and that this one leads to. */
    private int visit(String name) {
      int number = numbers.size();
      int lowest = number;
      numbers.put(name, number);
      open.push(name);
      for (String other : uses.getOrDefault(name, Set.of())) {
        if (!numbers.containsKey(other)) {
          lowest = Math.min(lowest, visit(other));
        } else if (open.contains(other)) {
          lowest = Math.min(lowest, numbers.get(other));
        }
      }
      if (lowest == number) {
        close(name);
      }
      return lowest;
    }

    /** Takes a circle that is complete out of those that are open. */
    private void close(String first) {
      List<String> circle = new ArrayList<>();
      String last;
      do {
        last = open.pop();
        circle.add(last);
      } while (!last.equals(first));
      found.add(circle);
    }
  }
}
