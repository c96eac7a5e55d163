package org.bpfskel.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    return of(all, SIZE);
  }

  static <T> List<List<T>> of(List<T> all, int size) {
    if (all.size() <= size) {
      return List.of(all);
    }
    List<List<T>> parts = new ArrayList<>();
    for (int start = 0; start < all.size(); start += size) {
      parts.add(all.subList(start, Math.min(all.size(), start + size)));
    }
    return parts;
  }

  /** Writes the calls {@code read1(image)}, {@code read2(image)}, … of a method's parts. */
  static List<CodeBlock> calls(MethodSpec method, int parts) {
    String arguments =
        method.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
    return IntStream.rangeClosed(1, parts)
        .mapToObj(number -> CodeBlock.of("$L($L)", name(method, number), arguments))
        .toList();
  }

  /**
   * Writes one part of a method, in a part of its class:
   *
   * <pre>{@code
   * final void read1(StructOpsReader image) {
   *   …
   * }
   * }</pre>
   */
  static MethodSpec.Builder method(MethodSpec method, int number) {
    return MethodSpec.methodBuilder(name(method, number)).addParameters(method.parameters());
  }

  private static String name(MethodSpec method, int number) {
    return method.name() + number;
  }
}
