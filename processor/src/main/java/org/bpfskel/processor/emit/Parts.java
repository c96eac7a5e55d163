package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.PRIVATE;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cuts long lists, for the Java compiler takes neither methods of more than 64 KiB of code nor long
 * chains of calls.
 */
final class Parts {
  /** Far above what common structs have, and a fifth of what makes javac overflow its stack. */
  private static final int SIZE = 200;

  private Parts() {}

  /** The list itself, or parts of it in order; a list without elements is one part. */
  static <T> List<List<T>> of(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    int start = 0;
    do {
      int end = Math.min(all.size(), start + SIZE);
      parts.add(all.subList(start, end));
      start = end;
    } while (start < all.size());
    return parts;
  }

  /**
   * A method of these statements, followed by the methods that it calls if they are many:
   *
   * <pre>{@code
   * @Override
   * protected void read(StructOpsReader image) {
   *   read1(image);
   *   read2(image);
   * }
   *
   * private void read1(StructOpsReader image) {
   *   …
   * }
   * }</pre>
   */
  static List<MethodSpec> methods(MethodSpec.Builder method, List<CodeBlock> statements) {
    List<List<CodeBlock>> parts = of(statements);
    if (parts.size() == 1) {
      statements.forEach(method::addStatement);
      return List.of(method.build());
    }
    MethodSpec signature = method.build();
    String arguments =
        signature.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
    List<MethodSpec> methods = new ArrayList<>();
    for (List<CodeBlock> statementsOfPart : parts) {
      String name = signature.name() + (methods.size() + 1);
      method.addStatement("$L($L)", name, arguments);
      MethodSpec.Builder part =
          MethodSpec.methodBuilder(name)
              .addModifiers(PRIVATE)
              .addParameters(signature.parameters());
      statementsOfPart.forEach(part::addStatement);
      methods.add(part.build());
    }
    methods.add(0, method.build());
    return methods;
  }
}
