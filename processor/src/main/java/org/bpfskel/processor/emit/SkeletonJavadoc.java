package org.bpfskel.processor.emit;

import java.util.Optional;
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
    String usage =
        """
        try (%1$s skel = %1$s.open()) {
        %2$s  skel.load();
          skel.attach();
        }
        """
            .formatted(skeleton, edit(model).map(line -> "  skel." + line + ";\n").orElse(""));
    return "Skeleton of %s: %s, %s, %s.\n\n<pre>{@code\n%s}</pre>\n"
        .formatted(
            CText.code(source.resource()),
            count(model.programs().size(), "program"),
            count(model.maps().size(), "map"),
            count(model.structOps().size(), "struct_ops variable"),
            usage);
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** An edit of the first struct_ops variable: a setting if it has one, else a callback. */
  private static Optional<String> edit(SkeletonModel model) {
    return model.structOps().stream()
        .findFirst()
        .flatMap(variable -> setting(variable).or(() -> callback(variable)));
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
    return variable.type().fields().stream()
        .filter(field -> field.member().kind() == Kind.PROGRAM)
        .findFirst()
        .map(field -> place(variable, field) + " = null");
  }

  private static String place(StructOpsVariable variable, Field field) {
    return "structOps." + variable.javaName() + "." + field.javaName();
  }
}
