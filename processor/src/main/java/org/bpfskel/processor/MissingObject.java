package org.bpfskel.processor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says of an object that was not found what may have been meant, or forgotten. */
final class MissingObject {
  private final String resource;
  private final @Nullable Path host;

  /**
   * Looks for nothing yet.
   *
   * @param host the annotated class's source file; null if the compiler does not tell
   */
  MissingObject(String resource, @Nullable Path host) {
    this.resource = resource;
    this.host = host;
  }

  /**
   * The whole message.
   *
   * @param places where it was looked for
   * @param output where an object of the class output lies; null if there is none
   * @param names of objects that are there
   * @param isThere whether the class path has an object of that name
   */
  SkeletonException explain(
      List<String> places, @Nullable String output, List<String> names, Predicate<String> isThere) {
    Map<String, Path> sources = BpfSources.near(host, resource);
    Path source = sources.get(resource);
    String object = resource;
    String question = "";
    if (source == null) {
      List<String> known = new ArrayList<>(names);
      known.addAll(sources.keySet());
      List<String> near = NearObjects.of(resource, known, isThere);
      question = near.isEmpty() ? "" : ": did you mean " + String.join(" or ", near) + "?";
      object = near.isEmpty() ? resource : near.get(0);
      source = names.contains(object) ? null : sources.get(object);
    }
    return new SkeletonException(
        "value",
        "%s not found%s Looked in: %s. %s"
            .formatted(
                resource,
                question.isEmpty() ? "." : question,
                String.join("; ", places),
                source == null
                    ? "Compile the object first, or name its root directory or jar with -A%s=DIR"
                        .formatted(ObjectLookup.PATH_OPTION)
                    : compile(source, output == null ? object : output.replace(resource, object))));
  }

  private static String compile(Path source, String output) {
    return "There is %1$s, which was not compiled: have the plugin for Maven or Gradle do it before javac, or clang -g -O2 -target bpf -c %1$s -o %2$s"
        .formatted(source, output);
  }
}
