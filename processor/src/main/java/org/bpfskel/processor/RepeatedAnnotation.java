package org.bpfskel.processor;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Where one of several {@code @BpfSkeleton} of a type stands in the source. Messagers do not find
 * it: of repeated annotations they only know the container, which is written nowhere.
 */
final class RepeatedAnnotation {
  private static final String NAME = "BpfSkeleton";

  private RepeatedAnnotation() {}

  /**
   * Reports on an element of the annotation.
   *
   * @param index of the annotation, counted from 0
   * @return false if the place cannot be found, and nothing was reported
   */
  static boolean report(
      ProcessingEnvironment environment,
      Diagnostic.Kind kind,
      TypeElement host,
      int index,
      String element,
      String message) {
    Trees trees;
    try {
      trees = Trees.instance(environment);
    } catch (IllegalArgumentException e) {
      return false; // a compiler other than javac
    }
    TreePath path = trees.getPath(host);
    AnnotationTree annotation = path == null ? null : annotation(trees, host, index);
    if (path == null || annotation == null) {
      return false;
    }
    trees.printMessage(kind, message, place(annotation, element), path.getCompilationUnit());
    return true;
  }

  private static @Nullable AnnotationTree annotation(Trees trees, TypeElement host, int index) {
    List<? extends AnnotationTree> written =
        trees.getTree(host).getModifiers().getAnnotations().stream()
            .filter(annotation -> isSkeleton(annotation.getAnnotationType().toString()))
            .toList();
    return index < written.size() ? written.get(index) : null;
  }

  private static boolean isSkeleton(String name) {
    return name.equals(NAME) || name.endsWith("." + NAME);
  }

  private static Tree place(AnnotationTree annotation, String element) {
    for (ExpressionTree argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree assignment
          && assignment.getVariable().toString().equals(element)) {
        return assignment.getExpression();
      }
    }
    return annotation;
  }
}
