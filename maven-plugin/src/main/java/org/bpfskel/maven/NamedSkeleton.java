package org.bpfskel.maven;

import java.util.List;
import java.util.Objects;
import org.apache.maven.plugins.annotations.Parameter;
import org.bpfskel.processor.SkeletonSettings;

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

  /** Types of keys and values that C declares by their sizes alone. */
  @Parameter private List<String> mapTypes;

  /** For Maven. */
  public NamedSkeleton() {}

  static NamedSkeleton of(String object) {
    NamedSkeleton skeleton = new NamedSkeleton();
    skeleton.object = object;
    return skeleton;
  }

  SkeletonSettings settings(String packageName) {
    return new SkeletonSettings(
        packageName,
        Objects.requireNonNullElse(object, ""),
        Objects.requireNonNullElse(name, ""),
        Objects.requireNonNullElse(types, List.of()),
        Objects.requireNonNullElse(bytes, List.of()),
        Objects.requireNonNullElse(mapTypes, List.of()));
  }
}
