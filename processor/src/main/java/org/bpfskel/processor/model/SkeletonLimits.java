package org.bpfskel.processor.model;

/**
 * Bounds what becomes of an object in Java. javac takes time and memory for each field and each
 * character, and ends without a word of the annotation where it has too little of them.
 */
final class SkeletonLimits {
  /** Members of all structs, variables, maps and programs. javac needs 1 GiB for these. */
  private static final int MAX_FIELDS = 30_000;

  /** Of all enums. */
  private static final int MAX_CONSTANTS = 100_000;

  private SkeletonLimits() {}

  static void check(SkeletonModel model) throws ObjectException {
    long fields = model.programs().size() + (long) model.maps().size();
    for (StructType struct : model.structs()) {
      fields += struct.fields().size();
    }
    for (DataGroup group : model.dataGroups()) {
      fields += group.variables().size();
    }
    long constants = 0;
    for (EnumType enumType : model.enums()) {
      constants += enumType.constants().size();
    }
    check(fields, MAX_FIELDS, "members of structs, variables, maps and programs");
    check(constants, MAX_CONSTANTS, "constants of enums");
  }

  private static void check(long count, int limit, String what) throws ObjectException {
    if (count > limit) {
      throw new ObjectException(
          "a skeleton would have %d %s, and takes at most %d: cut the object into several"
              .formatted(count, what, limit));
    }
  }
}
