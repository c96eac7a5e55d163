package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.StructOpsDeclaration;
import org.bpfskel.internal.object.TopLevelMembers;
import org.bpfskel.processor.model.ObjectWarning.Level;

/** Finds what libbpf would refuse at open or load, as far as the object alone shows it. */
final class StructOpsChecks {
  private StructOpsChecks() {}

  /**
   * Checks all struct_ops variables and programs.
   *
   * @throws ObjectException for what can never be loaded
   */
  static List<ObjectWarning> check(
      ObjectFacts facts, Btf btf, List<Program> programs, TextBudget budget)
      throws BtfException, ObjectException {
    Map<Integer, TopLevelMembers> types = facts.structOpsTypes();
    List<Callback> callbacks = new CallbackReader(facts, btf, programs).read();

    List<ObjectWarning> warnings = bitfields(types, budget);
    warnings.addAll(CallbackConflicts.check(callbacks, budget));
    warnings.addAll(unreferenced(programs, callbacks, budget));
    return warnings;
  }

  /** Checks what types alone show. */
  static List<ObjectWarning> checkTypes(
      Btf btf, List<StructOpsDeclaration> variables, TextBudget budget)
      throws BtfException, RefusedObjectException, ObjectException {
    return bitfields(types(btf, variables), budget);
  }

  private static Map<Integer, TopLevelMembers> types(Btf btf, List<StructOpsDeclaration> variables)
      throws BtfException, RefusedObjectException {
    Map<Integer, TopLevelMembers> types = new LinkedHashMap<>();
    for (StructOpsDeclaration variable : variables) {
      if (!types.containsKey(variable.structId())) {
        types.put(variable.structId(), TopLevelMembers.of(btf, variable.structId()));
      }
    }
    return types;
  }

  private static List<ObjectWarning> bitfields(
      Map<Integer, TopLevelMembers> types, TextBudget budget) throws ObjectException {
    List<ObjectWarning> warnings = new ArrayList<>();
    for (TopLevelMembers type : types.values()) {
      if (!type.bitfields().isEmpty()) {
        warnings.add(bitfields(type, budget));
      }
    }
    return warnings;
  }

  /**
   * libbpf refuses such a member if the kernel has one of that name; if not, it reads megabytes
   * beyond the initial value, and the process dies (seen in 1.4.6 and 1.5).
   */
  private static ObjectWarning bitfields(TopLevelMembers type, TextBudget budget)
      throws ObjectException {
    String text =
        ("struct '%s' has bitfields at its top level ('%s'), and libbpf loads no struct_ops"
                + " variable of such a type: leave them out of the struct in C, which need not have"
                + " every member of the kernel's")
            .formatted(type.name(), String.join("', '", type.bitfields()));
    return new ObjectWarning(Level.WARNING, budget.spend(text));
  }

  private static List<ObjectWarning> unreferenced(
      List<Program> programs, List<Callback> callbacks, TextBudget budget) throws ObjectException {
    Set<String> referenced = new HashSet<>();
    for (Callback callback : callbacks) {
      referenced.add(callback.program().name());
    }
    List<ObjectWarning> notes = new ArrayList<>();
    for (Program program : programs) {
      boolean loadedUnasked = !SectionKind.isOptional(program.section());
      if (program.structOps() && loadedUnasked && !referenced.contains(program.name())) {
        String text =
            "struct_ops program '"
                + program.name()
                + "' is in no struct_ops variable's initialiser in C:"
                + " bpfskel leaves it out of a load unless a callback is pointed at it";
        notes.add(new ObjectWarning(Level.NOTE, budget.spend(text)));
      }
    }
    return notes;
  }
}
