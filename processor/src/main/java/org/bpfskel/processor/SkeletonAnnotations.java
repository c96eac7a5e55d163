package org.bpfskel.processor;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/** Finds the {@code @BpfSkeleton}s of a type, those inside of a container included. */
final class SkeletonAnnotations {
  static final String NAME = "org.bpfskel.BpfSkeleton";
  static final String CONTAINER = "org.bpfskel.BpfSkeleton.List";

  private SkeletonAnnotations() {}

  static List<AnnotationMirror> of(TypeElement host) {
    List<AnnotationMirror> skeletons = new ArrayList<>();
    for (AnnotationMirror annotation : host.getAnnotationMirrors()) {
      if (isOfType(annotation, NAME)) {
        skeletons.add(annotation);
      } else if (isOfType(annotation, CONTAINER)) {
        annotation.getElementValues().values().forEach(value -> addAll(skeletons, value));
      }
    }
    return skeletons;
  }

  private static void addAll(List<AnnotationMirror> skeletons, AnnotationValue container) {
    if (container.getValue() instanceof List<?> values) {
      for (Object value : values) {
        if (value instanceof AnnotationValue element
            && element.getValue() instanceof AnnotationMirror annotation) {
          skeletons.add(annotation);
        }
      }
    }
  }

  private static boolean isOfType(AnnotationMirror annotation, String name) {
    return annotation.getAnnotationType().asElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals(name);
  }
}
