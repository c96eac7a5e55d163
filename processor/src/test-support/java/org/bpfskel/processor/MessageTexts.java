package org.bpfskel.processor;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The texts in Java sources that users may see when something is wrong, as javac's trees have them:
 * what an exception is made of, from two words on, and every other string of three words or more.
 * Messages are put together in many places, so that what reaches an exception cannot be told from
 * one expression; but what has three words is prose, and what is prose and no message is named
 * here.
 *
 * <p>What is filled in at run time is shown as {@code …}: another operand, a conversion of {@code
 * formatted}, an argument of a log's message.
 */
final class MessageTexts extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private static final int PROSE = 3;

  private static final Pattern WORD =
      Pattern.compile("(?<!\\S)[(\"']?\\p{L}[\\p{L}'-]*[.,:;)\"']*(?!\\S)");
  private static final Pattern CONVERSION =
      Pattern.compile("%(?:\\d+\\$)?[-#+0,(]*\\d*[a-mo-zA-Z]|\\{\\d\\}");

  /** Constructors, and the methods that make or throw what they get. */
  private static final Pattern MADE_TO_THROW =
      Pattern.compile(
          "\\w*(Exception|Error)|explain|failure|refuse|damaged|malformed|nowhere|limit|report");

  /**
   * Calls whose texts are read in what others say, or name an operation, or say that all is well.
   */
  private static final Set<String> NO_MESSAGE =
      Set.of(
          "compile",
          "contains",
          "indexOf",
          "startsWith",
          "replaceAll",
          "enter",
          "shared",
          "sharedWith",
          "exclusive",
          "info",
          "debug",
          "enabled",
          "good",
          "setDescription",
          "Thread");

  /** Classes that write other things than messages: a report, C, Java. */
  private static final Set<String> NO_MESSAGES =
      Set.of("ReportText", "CHeader", "KernelHeader", "NamedSkeleton");

  /**
   * Constants that are searched in what libbpf and the kernel say, the kernel's names of licenses,
   * and the doctor's C.
   */
  private static final Set<String> CONSTANTS =
      Set.of(
          "LibbpfLog.PROGRAM_LOG",
          "LoadLog.BEGIN",
          "LoadLog.REFUSED",
          "LoadRefusal.FUNCTION",
          "LoadRefusal.VARIABLE",
          "LoadRefusal.TARGET",
          "LoadRefusal.PIN",
          "LoadRefusal.UNMAPPED",
          "ObjectOpener.LEFT_OUT",
          "LicenseChecks.COMPATIBLE",
          "Doctor.PROGRAM");

  private final String source;
  private final SortedMap<String, String> texts;

  private MessageTexts(String source, SortedMap<String, String> texts) {
    this.source = source;
    this.texts = texts;
  }

  /** Each text with the class that has it, of all Java sources below a folder. */
  static SortedMap<String, String> below(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    var javac = ToolProvider.getSystemJavaCompiler();
    SortedMap<String, String> texts = new TreeMap<>();
    try (var manager = javac.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              javac.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        String name = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        new MessageTexts(name.replace(".java", ""), texts).scan(unit, null);
      }
    }
    return texts;
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
    return method.getName().contentEquals("toString") ? null : super.visitMethod(method, null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
    boolean read = CONSTANTS.contains(source + "." + variable.getName());
    return read ? null : super.visitVariable(variable, null);
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
    if (literal.getValue() instanceof String text) {
      take(text);
    }
    return null;
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void unused) {
    List<ExpressionTree> operands = new ArrayList<>();
    flatten(sum, operands);
    if (operands.stream().noneMatch(MessageTexts::isText)) {
      return super.visitBinary(sum, null);
    }
    StringBuilder text = new StringBuilder();
    for (ExpressionTree operand : operands) {
      if (operand instanceof LiteralTree literal) {
        text.append(literal.getValue());
      } else {
        text.append('…');
        scan(operand, null);
      }
    }
    take(text.toString());
    return null;
  }

  private static boolean isText(Tree tree) {
    return tree instanceof LiteralTree literal && literal.getValue() instanceof String;
  }

  private static void flatten(ExpressionTree tree, List<ExpressionTree> operands) {
    if (tree instanceof ParenthesizedTree parenthesized) {
      flatten(parenthesized.getExpression(), operands);
    } else if (tree.getKind() == Tree.Kind.PLUS) {
      flatten(((BinaryTree) tree).getLeftOperand(), operands);
      flatten(((BinaryTree) tree).getRightOperand(), operands);
    } else {
      operands.add(tree);
    }
  }

  private void take(String constant) {
    String text = shown(constant.replace("%n", " "));
    String call = call();
    boolean thrown = MADE_TO_THROW.matcher(call.equals("super") ? source : call).matches();
    long words = WORD.matcher(text).results().count();
    if (words < (thrown ? 2 : PROSE) || NO_MESSAGE.contains(call)) {
      return;
    }
    if (thrown || !(NO_MESSAGES.contains(source) || writesJava())) {
      texts.merge(text, source, (one, two) -> one.contains(two) ? one : one + ", " + two);
    }
  }

  /** As the page has it. */
  static String shown(String text) {
    String filled = CONVERSION.matcher(text).replaceAll("…").replaceAll("…+", "…");
    return filled.replaceAll("\\s+", " ").strip();
  }

  private boolean writesJava() {
    var unit = getCurrentPath().getCompilationUnit();
    return String.valueOf(unit.getPackageName()).equals("org.bpfskel.processor.emit");
  }

  /**
   * The name of the innermost call or constructor that gets this text, other than of {@code
   * formatted}.
   */
  private String call() {
    for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
      Tree tree = path.getLeaf();
      String name = "";
      if (tree instanceof NewClassTree made) {
        name = simpleName(made.getIdentifier());
      } else if (tree instanceof MethodInvocationTree called) {
        name = simpleName(called.getMethodSelect());
      }
      if (!name.isEmpty() && !name.equals("formatted") && !name.equals("format")) {
        return name;
      }
    }
    return "";
  }

  private static String simpleName(Tree tree) {
    if (tree instanceof MemberSelectTree selected) {
      return selected.getIdentifier().toString();
    }
    return tree instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }
}
