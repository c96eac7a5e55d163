package org.bpfskel.processor;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Reports assignments to shadows, in one class, of what load refuses. */
final class AssignmentScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private static final String PROGRAMS = "Progs";
  private static final Set<String> NOTHING = Set.of("null", "0", "0.0", "false", "");
  private static final Set<Tree.Kind> CHANGES =
      EnumSet.of(
          Tree.Kind.PREFIX_INCREMENT,
          Tree.Kind.PREFIX_DECREMENT,
          Tree.Kind.POSTFIX_INCREMENT,
          Tree.Kind.POSTFIX_DECREMENT);

  /** What users ask before they set what a kernel may lack, or call to leave that out. */
  private static final String EXISTS = "existsInKernel";

  private static final String DROP = "dropMissing";

  private final Trees trees;
  private final Map<String, AssignableMembers> skeletons;

  AssignmentScanner(Trees trees, Map<String, AssignableMembers> skeletons) {
    this.trees = trees;
    this.skeletons = skeletons;
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void unused) {
    Element field = element(assignment.getVariable());
    AssignableMembers members = members(field);
    if (field != null && members != null && !isSuppressed()) {
      String shadow = owner(field);
      String name = field.getSimpleName().toString();
      checkProgram(members, shadow, name, assignment.getExpression());
      if (!isNothing(assignment.getExpression())) {
        checkMissing(members, shadow, name, assignment);
      }
    }
    return super.visitAssignment(assignment, null);
  }

  /** {@code flags |= 1} sets a value, too. */
  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree assignment, @Nullable Void unused) {
    checkChanged(assignment.getVariable(), assignment);
    return super.visitCompoundAssignment(assignment, null);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree unary, @Nullable Void unused) {
    if (CHANGES.contains(unary.getKind())) {
      checkChanged(unary.getExpression(), unary);
    }
    return super.visitUnary(unary, null);
  }

  private void checkChanged(ExpressionTree variable, Tree place) {
    Element field = element(variable);
    AssignableMembers members = members(field);
    if (field != null && members != null && !isSuppressed()) {
      checkMissing(members, owner(field), field.getSimpleName().toString(), place);
    }
  }

  private void checkMissing(AssignableMembers members, String shadow, String name, Tree place) {
    String missing = members.missing(shadow, name);
    if (!missing.isEmpty() && !isGuarded()) {
      report(Diagnostic.Kind.WARNING, missing, place);
    }
  }

  /** Of an expression that may be one of two, both. */
  private void checkProgram(
      AssignableMembers members, String shadow, String name, ExpressionTree value) {
    ExpressionTree plain = plain(value);
    if (plain instanceof ConditionalExpressionTree conditional) {
      checkProgram(members, shadow, name, conditional.getTrueExpression());
      checkProgram(members, shadow, name, conditional.getFalseExpression());
      return;
    }
    Element program = element(plain);
    if (program != null && members(program) == members && owner(program).equals(PROGRAMS)) {
      String misfit = members.misfit(shadow, name, program.getSimpleName().toString());
      if (!misfit.isEmpty()) {
        report(Diagnostic.Kind.ERROR, misfit, value);
      }
    }
  }

  private static ExpressionTree plain(ExpressionTree value) {
    if (value instanceof ParenthesizedTree parentheses) {
      return plain(parentheses.getExpression());
    }
    return value instanceof TypeCastTree cast ? plain(cast.getExpression()) : value;
  }

  private static boolean isNothing(ExpressionTree value) {
    return plain(value) instanceof LiteralTree literal
        && NOTHING.contains(String.valueOf(literal.getValue()));
  }

  private @Nullable Element element(Tree tree) {
    return trees.getElement(new TreePath(getCurrentPath(), tree));
  }

  /** The skeleton that a field of one of its nested classes belongs to; null of any other. */
  private @Nullable AssignableMembers members(@Nullable Element field) {
    Element type =
        field == null || field.getKind() != ElementKind.FIELD ? null : field.getEnclosingElement();
    return type != null && type.getEnclosingElement() instanceof TypeElement skeleton
        ? skeletons.get(skeleton.getQualifiedName().toString())
        : null;
  }

  /** The simple name of the class that a field is of. */
  private static String owner(Element field) {
    Element type = field.getEnclosingElement();
    return type == null ? "" : type.getSimpleName().toString();
  }

  private boolean isSuppressed() {
    for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
      Tree tree = path.getLeaf();
      boolean declares =
          tree instanceof ClassTree || tree instanceof MethodTree || tree instanceof VariableTree;
      Element declared = declares ? trees.getElement(path) : null;
      if (declared != null && SkeletonAnnotations.areWarningsSuppressed(declared)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the method around asks the kernel, or its class leaves out what the kernel lacks. */
  private boolean isGuarded() {
    Tree method = getCurrentPath().getLeaf();
    Tree type = method;
    for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
      method = path.getLeaf() instanceof MethodTree ? path.getLeaf() : method;
      type = path.getLeaf() instanceof ClassTree ? path.getLeaf() : type;
    }
    return calls(method, EXISTS) || calls(type, DROP);
  }

  private static boolean calls(Tree tree, String method) {
    boolean[] found = {false};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree call, @Nullable Void unused) {
        found[0] |=
            call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals(method);
        return super.visitMethodInvocation(call, null);
      }
    }.scan(tree, null);
    return found[0];
  }

  private void report(Diagnostic.Kind kind, String text, Tree place) {
    trees.printMessage(kind, text, place, getCurrentPath().getCompilationUnit());
  }
}
