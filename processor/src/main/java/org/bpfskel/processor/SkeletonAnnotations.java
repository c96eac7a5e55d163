package org.bpfskel.processor;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Finds the {@code @BpfSkeleton}s of a type, those inside of a container included, its
 * {@code @BpfTypes}, and what else matters to them. Reads mirrors: an annotation object would be a
 * class made for it at run time.
 */
final class SkeletonAnnotations {
  static final String NAME = "org.bpfskel.BpfSkeleton";
  static final String CONTAINER = "org.bpfskel.BpfSkeleton.List";
  static final String TYPES = "org.bpfskel.BpfTypes";

  private static final String SUPPRESS_WARNINGS = "java.lang.SuppressWarnings";

  private SkeletonAnnotations() {}

  static List<AnnotationMirror> skeletons(TypeElement host) {
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

  /** All that ask for a class, those of types first. */
  static List<AnnotationMirror> of(TypeElement host) {
    List<AnnotationMirror> all = new ArrayList<>();
    for (AnnotationMirror annotation : host.getAnnotationMirrors()) {
      if (isOfType(annotation, TYPES)) {
        all.add(annotation);
      }
    }
    all.addAll(skeletons(host));
    return all;
  }

  /** Whether a type or member has {@code @SuppressWarnings("bpfskel")}. */
  static boolean areWarningsSuppressed(Element declared) {
    for (AnnotationMirror annotation : declared.getAnnotationMirrors()) {
      if (isOfType(annotation, SUPPRESS_WARNINGS)) {
        for (AnnotationValue value : annotation.getElementValues().values()) {
          return namesBpfskel(value);
        }
      }
    }
    return false;
  }

  private static boolean namesBpfskel(AnnotationValue suppressed) {
    if (suppressed.getValue() instanceof List<?> names) {
      for (Object name : names) {
        if (name instanceof AnnotationValue one && "bpfskel".equals(one.getValue())) {
          return true;
        }
      }
    }
    return false;
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

  static boolean isOfType(AnnotationMirror annotation, String name) {
    return annotation.getAnnotationType().asElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals(name);
  }
}
