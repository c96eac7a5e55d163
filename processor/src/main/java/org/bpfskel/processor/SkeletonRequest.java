package org.bpfskel.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * One {@code @BpfSkeleton} as it stands in the source.
 *
 * @param host the annotated class or interface
 */
record SkeletonRequest(TypeElement host, AnnotationMirror annotation, SkeletonSettings settings) {

  /** What javac and ecj have in place of the value of a name that they do not find. */
  private static final String NOT_FOUND = "<error>";

  /** The object that it names. */
  String resource() {
    return settings.resource();
  }

  static SkeletonRequest of(TypeElement host, AnnotationMirror annotation, Elements elements) {
    PackageElement packageElement = elements.getPackageOf(host);
    return new SkeletonRequest(
        host,
        annotation,
        new SkeletonSettings(
            packageElement.getQualifiedName().toString(),
            text(annotation, "value"),
            text(annotation, "name"),
            texts(annotation, "types"),
            texts(annotation, "bytes")));
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
      if (!isText(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(AnnotationValue value) {
    if (value.getValue() instanceof List<?> values) {
      return values.stream().allMatch(one -> one instanceof AnnotationValue each && isText(each));
    }
    return value.getValue() instanceof String text && !text.equals(NOT_FOUND);
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
    AnnotationValue value = written(annotation, element);
    List<String> texts = new ArrayList<>();
    if (value != null && value.getValue() instanceof List<?> values) {
      values.forEach(one -> texts.add(((AnnotationValue) one).getValue().toString()));
    }
    return texts;
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
