package org.bpfskel.processor.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.MapType;

/** Names inside of one skeleton: what its own code needs is not given to what is in the object. */
public final class SkeletonNames {
  /**
   * The nested classes that every skeleton has; and what expressions name, where a member {@code
   * org} would hide the package of a full name, or a field the class.
   */
  public static final Set<String> RESERVED_CLASSES =
      Set.of("Progs", "Maps", "Links", "StructOps", "Members", "GeneratedLayout", "LAYOUT");

  /** What a field among maps would hide in the expressions that make them. */
  private static final Set<String> RESERVED_MAPS = reservedMaps();

  /** Simple names of the classes that hold types which are used here. */
  private final Set<String> holders = new HashSet<>();

  private final Set<String> classes = new HashSet<>(RESERVED_CLASSES);
  private final Set<String> variables;
  private final int classBytes;

  private static Set<String> reservedMaps() {
    Set<String> reserved = new HashSet<>(Set.of("org", "Codec", "GeneratedLayout"));
    for (MapType kind : MapType.known()) {
      MapFace face = MapFace.of(kind);
      if (face != null) {
        reserved.add(face.simpleName());
      }
    }
    return reserved;
  }

  /** {@code skeleton} is the simple name of the class to be generated. */
  SkeletonNames(String skeleton, SharedTypes shared) {
    for (TypesHolder holder : shared.holders()) {
      holders.add(holder.simpleName());
    }
    classes.add(skeleton);
    classes.addAll(holders);
    variables = new HashSet<>(holders);
    variables.addAll(List.of("LAYOUT", "GeneratedLayout", skeleton));
    classBytes = ClassFileNames.nestedBytes(skeleton);
  }

  /** Names of nested classes, in the order of the C names; a second call gives others. */
  List<String> classes(List<String> cNames) {
    List<String> names = JavaNames.classes(cNames, classes, classBytes);
    classes.addAll(names);
    return names;
  }

  /** Names of the fields of a struct or of a data section, in the order of the C names. */
  List<String> variables(List<String> cNames) {
    return JavaNames.fields(cNames, variables);
  }

  /** Names of the fields of maps, in the order of the C names. */
  List<String> maps(List<String> cNames) {
    Set<String> reserved = new HashSet<>(RESERVED_MAPS);
    reserved.addAll(holders);
    return JavaNames.fields(cNames, reserved);
  }
}
