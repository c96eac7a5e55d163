package org.bpfskel.processor.emit;

import java.util.List;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.JavaNames;
import org.bpfskel.processor.model.LinkModel;
import org.bpfskel.processor.model.SkeletonModel;
import org.bpfskel.processor.model.StructOpsVariable;
import org.jspecify.annotations.Nullable;

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

  /**
   * Writes:
   *
   * <pre>
   * Structs, unions and enums of {@code bpf/exec.bpf.o}, for the skeletons that share them.
   * </pre>
   */
  static String ofTypesAlone(SkeletonSource source) {
    return "Structs, unions and enums of "
        + EscapedText.code(source.resource())
        + ", for the skeletons that share them.\n";
  }

  private static String ofObject(String skeleton, SkeletonSource source, SkeletonModel model) {
    return "Skeleton of "
        + EscapedText.code(source.resource())
        + ": "
        + count(model.programs().size(), "program")
        + ", "
        + counts(model)
        + ".\n\n<pre>{@code\n"
        + usage(skeleton, "", edit(model) + "  skel.load();\n" + attach(model))
        + "}</pre>\n";
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
    String edits = model.structOps().isEmpty() ? "" : program(model.structOps().get(0));
    return """
        Skeleton of the types in %s: %s.

        <pre>{@code
        %s}</pre>

        <p>Raw BTF has no programs: they are found by name, with {@code object().program}, and those
        of callbacks are cast to {@code StructOpsProgram}. {@code attach()} attaches the struct_ops
        variables; programs of other kinds are attached one by one.
        """
        .formatted(
            EscapedText.code(source.resource()),
            counts(model),
            usage(
                skeleton,
                "Path.of(\"object.bpf.o\")",
                edits + "  skel.load();\n  skel.attach();\n"));
  }

  private static String usage(String skeleton, String object, String steps) {
    String start = "try (" + skeleton + " skel = " + skeleton + ".open(" + object + ")) {\n";
    return start + steps + "}\n";
  }

  private static String counts(SkeletonModel model) {
    return count(model.maps().size(), "map")
        + ", "
        + count(model.structOps().size(), "struct_ops variable");
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * The place for edits of the first struct_ops variable; what they would be, nobody knows here.
   */
  private static String edit(SkeletonModel model) {
    return model.structOps().isEmpty()
        ? ""
        : "  // Fields of skel.structOps."
            + model.structOps().get(0).javaName()
            + " may change here.\n";
  }

  /**
   * Attaches all, unless there are several struct_ops variables: often only one of them can be, as
   * those of one name in the kernel.
   */
  private static String attach(SkeletonModel model) {
    List<LinkModel> ofMaps = model.links().stream().filter(LinkModel::ofMap).toList();
    if (ofMaps.size() < 2) {
      return "  skel.attach();\n";
    }
    LinkModel first = ofMaps.get(0);
    return "  // Or all of them, with skel.attach().\n"
        + "  skel.links.%s = skel.maps.%s.attachStructOps();\n"
            .formatted(first.javaName(), first.targetJavaName());
  }

  private static String program(StructOpsVariable variable) {
    Field callback = firstCallback(variable);
    String name = callback == null ? "" : callback.member().name();
    // Any other name could end the comment.
    return callback != null && JavaNames.identifier(name).equals(name)
        ? line(
            variable,
            callback,
            " =\n      (StructOpsProgram) skel.object().program(\"" + name + "\")")
        : "";
  }

  private static @Nullable Field firstCallback(StructOpsVariable variable) {
    for (Field field : variable.type().fields()) {
      if (field.member().kind() == Kind.PROGRAM) {
        return field;
      }
    }
    return null;
  }

  private static String line(StructOpsVariable variable, Field field, String edit) {
    return "  skel.structOps." + variable.javaName() + "." + field.javaName() + edit + ";\n";
  }
}
