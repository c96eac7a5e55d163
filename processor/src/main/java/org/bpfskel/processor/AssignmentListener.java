package org.bpfskel.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Scans each class that javac has analysed; not there where javac is not. */
final class AssignmentListener implements TaskListener {
  private final Trees trees;
  private final Map<String, AssignableMembers> skeletons;

  /** Nested classes come with the one around them, and some once more. */
  private final Set<String> seen = new HashSet<>();

  private AssignmentListener(Trees trees, Map<String, AssignableMembers> skeletons) {
    this.trees = trees;
    this.skeletons = skeletons;
  }

  /**
   * Begins to listen.
   *
   * @param skeletons by their qualified names; more may come
   * @throws IllegalArgumentException if the compiler is not javac, or does not show itself
   */
  static void begin(ProcessingEnvironment environment, Map<String, AssignableMembers> skeletons) {
    JavacTask.instance(environment)
        .addTaskListener(new AssignmentListener(Trees.instance(environment), skeletons));
  }

  @Override
  public void finished(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    if (event.getKind() != TaskEvent.Kind.ANALYZE
        || type == null
        || skeletons.containsKey(type.getQualifiedName().toString())
        || !seen.add(type.getQualifiedName().toString())) {
      return;
    }
    TreePath path = trees.getPath(type);
    if (path != null) {
      new AssignmentScanner(trees, skeletons).scan(path, null);
    }
  }
}
