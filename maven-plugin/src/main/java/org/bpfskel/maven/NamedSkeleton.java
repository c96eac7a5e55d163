package org.bpfskel.maven;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Parameter;

/** One skeleton to generate: what {@code @BpfSkeleton} says of it, as Maven reads it from a pom. */
public final class NamedSkeleton {
  /** The object, as the name of a resource such as {@code bpf/exec.bpf.o}. */
  @Parameter(required = true)
  private String object;

  /** The class's simple name. By default made from the object's. */
  @Parameter private String name;

  /** Structs, unions and enums that become classes though nothing else names them. */
  @Parameter private List<String> types;

  /** Arrays of {@code char} that are {@code byte[]}. */
  @Parameter private List<String> bytes;

  /** For Maven. */
  public NamedSkeleton() {}

  static NamedSkeleton of(String object) {
    NamedSkeleton skeleton = new NamedSkeleton();
    skeleton.object = object;
    return skeleton;
  }

  /** A class with the annotation. */
  String host(String packageName, String host) {
    String header = packageName.isEmpty() ? "" : "package " + packageName + "; ";
    return header
        + "@org.bpfskel.BpfSkeleton(value = %s, name = %s, types = %s, bytes = %s) interface %s {}"
            .formatted(
                literal(Objects.requireNonNullElse(object, "")),
                literal(Objects.requireNonNullElse(name, "")),
                literals(types),
                literals(bytes),
                host);
  }

  private static String literals(List<String> texts) {
    return Objects.requireNonNullElse(texts, List.<String>of()).stream()
        .map(NamedSkeleton::literal)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
