package org.bpfskel;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a native image has to keep, and the text of the file that says so. */
final class ReachabilityMetadata {
  private final SortedMap<String, Kept> types = new TreeMap<>();
  private final SortedSet<String> resources = new TreeSet<>();
  private final SortedSet<String> downcalls = new TreeSet<>();

  /** Members of a type that are looked up by name; and the type itself. */
  static final class Kept {
    private final SortedSet<String> fields = new TreeSet<>();
    private final SortedSet<String> methods = new TreeSet<>();
    private boolean jni;

    Kept jni() {
      jni = true;
      return this;
    }

    Kept field(String name) {
      fields.add("{\"name\": \"%s\"}".formatted(name));
      return this;
    }

    Kept method(String name, String... parameterTypes) {
      methods.add(
          "{\"name\": \"%s\", \"parameterTypes\": [%s]}".formatted(name, quoted(parameterTypes)));
      return this;
    }

    /** A constructor is a method called {@code <init>}. */
    Kept member(String name, Executable executable) {
      return method(name, typeNames(executable.getParameterTypes()));
    }

    private String text(String type) {
      return Stream.of(
              "\"type\": \"" + type + "\"",
              jni ? "\"jniAccessible\": true" : "",
              fields.isEmpty() ? "" : "\"fields\": [" + String.join(", ", fields) + "]",
              methods.isEmpty() ? "" : "\"methods\": [" + String.join(", ", methods) + "]")
          .filter(part -> !part.isEmpty())
          .collect(joining(",\n      ", "    {\n      ", "\n    }"));
    }
  }

  Kept type(String name) {
    return types.computeIfAbsent(name, key -> new Kept());
  }

  void resource(String glob) {
    resources.add("    {\"glob\": \"%s\"}".formatted(glob));
  }

  /** A function of C that returns an int, with int and long as parameters. */
  void downcall(Class<?>... parameterTypes) {
    String[] names = Stream.of(parameterTypes).map(type -> "j" + type).toArray(String[]::new);
    downcalls.add(
        "      {\"returnType\": \"jint\", \"parameterTypes\": [%s]}".formatted(quoted(names)));
  }

  String text() {
    List<String> reflection =
        types.entrySet().stream().map(each -> each.getValue().text(each.getKey())).toList();
    return """
        {
          "reflection": [
        %s
          ],
          "resources": [
        %s
          ],
          "foreign": {
            "downcalls": [
        %s
            ]
          }
        }
        """
        .formatted(
            String.join(",\n", reflection),
            String.join(",\n", resources),
            String.join(",\n", downcalls));
  }

  private static String[] typeNames(Class<?>... types) {
    return Arrays.stream(types).map(Class::getTypeName).toArray(String[]::new);
  }

  private static String quoted(String... names) {
    return Arrays.stream(names).map(name -> '"' + name + '"').collect(joining(", "));
  }
}
