package org.bpfskel.processor;

import java.util.List;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.tools.Diagnostic;
import org.bpfskel.btf.Printable;
import org.bpfskel.processor.model.ObjectWarning;

/** Reports at the element of an annotation that is to blame. */
final class RequestDiagnostics {
  private final ProcessingEnvironment environment;

  RequestDiagnostics(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** What keeps a class from being generated; at the annotation itself if the element is empty. */
  void error(SkeletonRequest request, String element, String text) {
    report(Diagnostic.Kind.ERROR, request, element, text);
  }

  /** What was found in the object. */
  void report(SkeletonRequest request, ObjectWarning warning) {
    Diagnostic.Kind kind =
        switch (warning.level()) {
          case NOTE -> Diagnostic.Kind.NOTE;
          case WARNING -> Diagnostic.Kind.WARNING;
          case ERROR -> Diagnostic.Kind.ERROR;
        };
    report(kind, request, "value", request.resource() + ": " + warning.text());
  }

  /** What a file is called, and what is called so in it, may look like lines of the compiler's. */
  private void report(Diagnostic.Kind kind, SkeletonRequest request, String element, String text) {
    String message = Printable.of(text);
    if (reportInTree(kind, request, element, message)) {
      return;
    }
    Messager messager = environment.getMessager();
    AnnotationValue place = request.written(element);
    AnnotationMirror annotation = request.annotation();
    if (place == null) {
      messager.printMessage(kind, message, request.host(), annotation);
    } else {
      messager.printMessage(kind, message, request.host(), annotation, place);
    }
  }

  /** Of several annotations of one kind on a class, messagers do not find the place. */
  private boolean reportInTree(
      Diagnostic.Kind kind, SkeletonRequest request, String element, String message) {
    List<AnnotationMirror> all = SkeletonAnnotations.skeletons(request.host());
    int index = all.indexOf(request.annotation());
    if (index < 0 || all.size() == 1) {
      return false;
    }
    try {
      return RepeatedAnnotation.report(environment, kind, request.host(), index, element, message);
    } catch (LinkageError e) {
      return false; // ecj on a runtime that has no javac, and so no trees
    }
  }
}
