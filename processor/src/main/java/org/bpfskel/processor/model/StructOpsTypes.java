package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bpfskel.internal.object.StructOpsDeclaration;

/** Struct_ops variables with their Java names and types. */
final class StructOpsTypes {
  private final List<StructOpsDeclaration> declarations;
  private final NestedClasses types;

  StructOpsTypes(List<StructOpsDeclaration> declarations, NestedClasses types) {
    this.declarations = declarations;
    this.types = types;
  }

  /** In the order of the declarations. */
  List<StructOpsVariable> variables() {
    List<String> names = new ArrayList<>(declarations.size());
    for (StructOpsDeclaration declaration : declarations) {
      names.add(declaration.variable().name());
    }
    List<String> javaNames = JavaNames.fields(names, Set.of());
    List<StructOpsVariable> variables = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      StructOpsDeclaration declaration = declarations.get(i);
      variables.add(
          new StructOpsVariable(
              names.get(i), javaNames.get(i), declaration.section(), type(declaration)));
    }
    return variables;
  }

  StructType type(StructOpsDeclaration declaration) {
    return Objects.requireNonNull(types.structOf(declaration.structId()));
  }
}
