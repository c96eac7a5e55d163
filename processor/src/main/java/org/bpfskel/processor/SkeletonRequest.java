package org.bpfskel.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.bpfskel.processor.model.SharedTypes;
import org.bpfskel.processor.model.TypeChoice;
import org.jspecify.annotations.Nullable;

/**
 * One {@code @BpfSkeleton} or {@code @BpfTypes} as it stands in the source.
 *
 * @param host the annotated class or interface
 */
record SkeletonRequest(
    TypeElement host, AnnotationMirror annotation, RequestKind kind, SkeletonSettings settings) {
  static final String TYPES_OF = "typesOf";

  /** What javac and ecj have in place of the value of a name that they do not find. */
  private static final String NOT_FOUND = "<error>";

  /** The object that it names. */
  String resource() {
    return settings.resource();
  }

  /** All that stand on a class. */
  static List<SkeletonRequest> allOf(TypeElement host, Elements elements) {
    List<SkeletonRequest> requests = new ArrayList<>();
    for (AnnotationMirror annotation : SkeletonAnnotations.of(host)) {
      requests.add(of(host, annotation, elements));
    }
    return requests;
  }

  private static SkeletonRequest of(
      TypeElement host, AnnotationMirror annotation, Elements elements) {
    PackageElement packageElement = elements.getPackageOf(host);
    return new SkeletonRequest(
        host,
        annotation,
        SkeletonAnnotations.isOfType(annotation, SkeletonAnnotations.TYPES)
            ? RequestKind.TYPES
            : RequestKind.SKELETON,
        new SkeletonSettings(
            packageElement.getQualifiedName().toString(),
            text(annotation, "value"),
            text(annotation, "name"),
            texts(annotation, "types"),
            texts(annotation, "bytes"),
            texts(annotation, "mapTypes")));
  }

  /** The name of the class that it asks for, in full. */
  String qualifiedName() throws SkeletonException {
    return settings.qualified(settings.simpleName(kind));
  }

  /** What it asks of the object's types. */
  TypeChoice choice(SharedTypes shared) {
    return settings.choice(kind, shared);
  }

  /** The classes whose types are to be used. */
  List<TypeMirror> typesOf() {
    List<TypeMirror> types = new ArrayList<>();
    for (AnnotationValue value : values(annotation, TYPES_OF)) {
      if (value.getValue() instanceof TypeMirror type) {
        types.add(type);
      }
    }
    return types;
  }

  /** The kernels that it is to be held against; empty if all of them. */
  List<String> kernels() {
    return texts(annotation, DeclaredKernels.ELEMENT);
  }

  /**
   * Whether every element has a value of its type. One that has not is reported by the compiler, or
   * names a constant that another processor still has to generate.
   */
  boolean isResolved() {
    if (written("value") == null) {
      return false;
    }
    for (AnnotationValue value : annotation.getElementValues().values()) {
      if (!isResolved(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isResolved(AnnotationValue value) {
    if (value.getValue() instanceof List<?> values) {
      return values.stream()
          .allMatch(one -> one instanceof AnnotationValue each && isResolved(each));
    }
    return value.getValue() instanceof TypeMirror type
        ? type.getKind() != TypeKind.ERROR
        : value.getValue() instanceof String text && !text.equals(NOT_FOUND);
  }

  /** Where in the source an annotation's element was written; null if it was left out. */
  @Nullable AnnotationValue written(String element) {
    return written(annotation, element);
  }

  private static String text(AnnotationMirror annotation, String element) {
    AnnotationValue value = written(annotation, element);
    return value == null ? "" : value.getValue().toString();
  }

  private static List<String> texts(AnnotationMirror annotation, String element) {
    List<String> texts = new ArrayList<>();
    values(annotation, element).forEach(one -> texts.add(one.getValue().toString()));
    return texts;
  }

  private static List<AnnotationValue> values(AnnotationMirror annotation, String element) {
    AnnotationValue value = written(annotation, element);
    List<AnnotationValue> all = new ArrayList<>();
    if (value != null && value.getValue() instanceof List<?> values) {
      values.forEach(one -> all.add((AnnotationValue) one));
    }
    return all;
  }

  private static @Nullable AnnotationValue written(AnnotationMirror annotation, String element) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(element)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
