package org.bpfskel.processor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.processor.check.CallbackChecks;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.Program;
import org.bpfskel.processor.model.SkeletonModel;
import org.bpfskel.processor.model.StructOpsVariable;
import org.bpfskel.processor.model.StructType;
import org.jspecify.annotations.Nullable;

/** What may be assigned to the fields of one skeleton's shadows, and by which kernels. */
final class AssignableMembers {
  private final String skeleton;
  private final byte[] object;
  private final Map<String, Map<String, List<String>>> missing;
  private final Map<String, String> programs = new HashMap<>();

  /** By the simple name of the class. */
  private final Map<String, StructType> shadows = new HashMap<>();

  /** Those of them that not only optional variables are of. */
  private final Set<String> required = new HashSet<>();

  private @Nullable CallbackChecks checks;

  /**
   * Of a skeleton.
   *
   * @param skeleton its qualified name
   * @param object the file, not to be changed
   * @param missing kernels that lack members, by the struct's and the member's name in C
   */
  AssignableMembers(
      String skeleton,
      SkeletonModel model,
      byte[] object,
      Map<String, Map<String, List<String>>> missing) {
    this.skeleton = skeleton;
    this.object = object;
    this.missing = missing;
    for (StructOpsVariable variable : model.structOps()) {
      shadows.put(variable.type().javaName(), variable.type());
      if (!SectionKind.isOptional(variable.section())) {
        required.add(variable.type().javaName());
      }
    }
    for (Program program : model.programs()) {
      programs.put(program.javaName(), program.name());
    }
  }

  /** The qualified name of the generated class. */
  String skeleton() {
    return skeleton;
  }

  /** Whether there is anything to assign to. */
  boolean isEmpty() {
    return shadows.isEmpty();
  }

  /**
   * What load refuses of a program in a callback; empty if nothing is known to be, or only optional
   * variables are of that type, which some kernel alone is to have.
   *
   * @param shadow simple name of the shadow's class
   * @param field of it
   * @param program the field of {@code Progs}
   */
  String misfit(String shadow, String field, String program) {
    StructType type = shadows.get(shadow);
    String member = type == null ? null : member(type, field);
    String function = programs.get(program);
    if (type == null || member == null || function == null || !required.contains(shadow)) {
      return "";
    }
    if (checks == null) {
      checks = CallbackChecks.of(object);
    }
    return checks.misfit(type.cName(), member, function);
  }

  /** What to say of kernels that do not have the member; empty if all have it. */
  String missing(String shadow, String field) {
    StructType type = shadows.get(shadow);
    String member = type == null ? null : member(type, field);
    if (type == null || member == null) {
      return "";
    }
    List<String> kernels =
        missing.getOrDefault(type.cName(), Map.of()).getOrDefault(member, List.of());
    return kernels.isEmpty()
        ? ""
        : "'%s' of struct '%s' is not there in kernel %s, where load refuses a value: ask existsInKernel(\"%s\") first"
            .formatted(member, type.cName(), String.join(", ", kernels), member);
  }

  private static @Nullable String member(StructType type, String field) {
    for (Field each : type.fields()) {
      if (each.javaName().equals(field)) {
        return each.member().name();
      }
    }
    return null;
  }
}
