package org.bpfskel.processor.emit;

import java.util.Optional;
import java.util.function.Function;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.SkeletonModel;
import org.bpfskel.processor.model.StructOpsVariable;

/** The Javadoc of a skeleton class: what the object has, and how it is used, in its own names. */
final class SkeletonJavadoc {
  private SkeletonJavadoc() {}

  /**
   * Writes:
   *
   * <pre>
   * Skeleton of {@code bpf/testmod.bpf.o}: 3 programs, 2 maps, 1 struct_ops variable.
   * …
   * </pre>
   */
  static String of(String skeleton, SkeletonSource source, SkeletonModel model) {
    return model.origin() == SkeletonModel.Origin.TYPES
        ? ofTypes(skeleton, source, model)
        : ofObject(skeleton, source, model);
  }

  private static String ofObject(String skeleton, SkeletonSource source, SkeletonModel model) {
    String usage =
        """
        try (%1$s skel = %1$s.open()) {
        %2$s  skel.load();
          skel.attach();
        }
        """
            .formatted(skeleton, edit(model).map(SkeletonJavadoc::line).orElse(""));
    return "Skeleton of %s: %s, %s, %s.\n\n<pre>{@code\n%s}</pre>\n"
        .formatted(
            CText.code(source.resource()),
            count(model.programs().size(), "program"),
            count(model.maps().size(), "map"),
            count(model.structOps().size(), "struct_ops variable"),
            usage);
  }

  /**
   * Writes:
   *
   * <pre>
   * Skeleton of the types in {@code bpf/testmod.btf}: 2 maps, 1 struct_ops variable.
   * …
   * </pre>
   */
  private static String ofTypes(String skeleton, SkeletonSource source, SkeletonModel model) {
    String usage =
        """
        try (%1$s skel = %1$s.open(Path.of("object.bpf.o"))) {
        %2$s%3$s  skel.load();
          skel.attach();
        }
        """
            .formatted(
                skeleton,
                first(model, SkeletonJavadoc::setting).map(SkeletonJavadoc::line).orElse(""),
                first(model, SkeletonJavadoc::program).map(SkeletonJavadoc::line).orElse(""));
    return """
        Skeleton of the types in %s: %s, %s.

        <pre>{@code
        %s}</pre>

        <p>Raw BTF has no programs: they are found by name, with {@code object().program}, and those
        of callbacks are cast to {@code StructOpsProgram}. {@code attach()} attaches the struct_ops
        variables; programs of other kinds are attached one by one.
        """
        .formatted(
            CText.code(source.resource()),
            count(model.maps().size(), "map"),
            count(model.structOps().size(), "struct_ops variable"),
            usage);
  }

  private static String line(String statement) {
    return "  skel." + statement + ";\n";
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** An edit of the first struct_ops variable: a setting if it has one, else a callback. */
  private static Optional<String> edit(SkeletonModel model) {
    return first(model, variable -> setting(variable).or(() -> callback(variable)));
  }

  private static Optional<String> first(
      SkeletonModel model, Function<StructOpsVariable, Optional<String>> edit) {
    return model.structOps().stream().findFirst().flatMap(edit);
  }

  private static Optional<String> setting(StructOpsVariable variable) {
    return variable.type().fields().stream()
        .filter(
            field ->
                switch (field.member().kind()) {
                  case INT32, UINT32, INT64, UINT64 -> true;
                  default -> false;
                })
        .findFirst()
        .map(field -> place(variable, field) + " = 13");
  }

  private static Optional<String> callback(StructOpsVariable variable) {
    return firstCallback(variable).map(field -> place(variable, field) + " = null");
  }

  private static Optional<String> program(StructOpsVariable variable) {
    return firstCallback(variable)
        .map(
            field ->
                "%s =\n      (StructOpsProgram) skel.object().program(\"%s\")"
                    .formatted(place(variable, field), field.member().name()));
  }

  private static Optional<Field> firstCallback(StructOpsVariable variable) {
    return variable.type().fields().stream()
        .filter(field -> field.member().kind() == Kind.PROGRAM)
        .findFirst();
  }

  private static String place(StructOpsVariable variable, Field field) {
    return "structOps." + variable.javaName() + "." + field.javaName();
  }
}
