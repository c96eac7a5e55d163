package org.bpfskel.processor;

import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.bpfskel.processor.model.BpftoolNames;
import org.bpfskel.processor.model.JavaNames;
import org.bpfskel.processor.model.SharedTypes;
import org.bpfskel.processor.model.SkeletonNames;
import org.bpfskel.processor.model.TypeChoice;

/**
 * Which skeleton is wanted: what {@code @BpfSkeleton} says, or somebody else in its place.
 *
 * @param packageName the skeleton's; empty for none
 * @param resource the annotation's {@code value}, the name on the class path that the skeleton will
 *     open
 * @param name the annotation's {@code name}, empty if it is left to the default
 * @param types the annotation's {@code types}
 * @param bytes the annotation's {@code bytes}
 * @param mapTypes the annotation's {@code mapTypes}
 */
public record SkeletonSettings(
    String packageName,
    String resource,
    String name,
    List<String> types,
    List<String> bytes,
    List<String> mapTypes) {
  /** Identifiers that the Java language keeps from types. */
  private static final Set<String> NOT_FOR_TYPES =
      Set.of("permits", "record", "sealed", "var", "yield");

  /** Keeps the order of the lists. */
  public SkeletonSettings {
    types = List.copyOf(types);
    bytes = List.copyOf(bytes);
    mapTypes = List.copyOf(mapTypes);
  }

  /** What is asked of the object's types. */
  TypeChoice choice(RequestKind kind, SharedTypes shared) {
    return new TypeChoice(types, bytes, mapTypes, shared, kind == RequestKind.TYPES);
  }

  /**
   * The simple name of the generated class.
   *
   * @throws SkeletonException if no class can be called so
   */
  String simpleName(RequestKind kind) throws SkeletonException {
    if (name.isEmpty()) {
      return defaultName() + kind.ending();
    }
    if (!SourceVersion.isName(name) || name.contains(".") || NOT_FOR_TYPES.contains(name)) {
      throw new SkeletonException(
          "name", "\"" + name + "\" is not a Java class name: give a simple name");
    }
    if (SkeletonNames.RESERVED_CLASSES.contains(name)) {
      throw new SkeletonException(
          "name", "a skeleton uses the name " + name + " inside: give it another name");
    }
    return name;
  }

  /** {@code TcpCc} for {@code bpf/tcp_cc.bpf.o} and {@code bpf/tcp_cc.btf}. */
  private String defaultName() {
    String object = BpftoolNames.object(resource.substring(resource.lastIndexOf('/') + 1));
    return JavaNames.classes(List.of(object), Set.of(), Integer.MAX_VALUE).get(0);
  }

  /** The element that the skeleton's name comes from. */
  String nameElement() {
    return name.isEmpty() ? "value" : "name";
  }

  /** The name of a class in the skeleton's package. */
  String qualified(String simpleName) {
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }
}
