package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;

/** Java names of struct_ops variables, and the nested classes of their types. */
final class StructOpsTypes {
  private final List<StructOpsDeclaration> declarations;
  private final StructReader types;

  /**
   * Reads them all.
   *
   * @param reservedClasses names that nested classes cannot have
   */
  StructOpsTypes(
      Btf btf,
      List<StructOpsDeclaration> declarations,
      Set<String> reservedClasses,
      TextBudget budget)
      throws BtfException, ObjectException {
    this.declarations = declarations;
    Set<Integer> structIds = new LinkedHashSet<>();
    declarations.forEach(declaration -> structIds.add(declaration.structId()));
    types = new StructReader(btf, structIds, reservedClasses, budget);
  }

  /** In the order of the declarations. */
  List<StructOpsVariable> variables() {
    List<String> names =
        declarations.stream().map(declaration -> declaration.variable().name()).toList();
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

  List<StructType> structs() {
    return types.structs();
  }

  List<EnumType> enums() {
    return types.enums();
  }

  StructType type(StructOpsDeclaration declaration) {
    return Objects.requireNonNull(types.structOf(declaration.structId()));
  }
}
