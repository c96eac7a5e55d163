package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.processor.model.ObjectWarning.Level;
import org.jspecify.annotations.Nullable;

/**
 * Finds programs that stand in two different callbacks. libbpf binds each program it loads to one
 * callback of one struct_ops type; several variables of that type may share it. It opens such an
 * object all the same, and until load the callbacks may be set otherwise: so these are notes.
 */
final class CallbackConflicts {
  private static final String IN_ONE_LOAD =
      "program '%1$s' is in two different callbacks, %2$s and %3$s, and libbpf binds a program to"
          + " one callback of one struct type: write a second program for %3$s, or change one of"
          + " the two before load";

  private static final String OPTIONAL =
      "program '%s' is in callbacks %s and %s: only one of these variables can be created";

  private final TextBudget budget;
  private final Set<String> notes = new LinkedHashSet<>();

  private CallbackConflicts(TextBudget budget) {
    this.budget = budget;
  }

  static List<ObjectWarning> check(List<Callback> callbacks, TextBudget budget)
      throws ObjectException {
    CallbackConflicts conflicts = new CallbackConflicts(budget);
    conflicts.within(callbacks);
    conflicts.between(callbacks);
    List<ObjectWarning> warnings = new ArrayList<>();
    for (String text : conflicts.notes) {
      warnings.add(new ObjectWarning(Level.NOTE, text));
    }
    return warnings;
  }

  private void within(List<Callback> variables) throws ObjectException {
    Map<List<String>, Callback> first = new HashMap<>();
    for (Callback callback : variables) {
      List<String> key = List.of(callback.variable().name(), callback.program().name());
      note(IN_ONE_LOAD, first.putIfAbsent(key, callback), callback);
    }
  }

  /** Those that are always loaded come first: libbpf takes any optional one instead of another. */
  private void between(List<Callback> callbacks) throws ObjectException {
    Map<String, Callback> first = new HashMap<>();
    for (Callback callback : callbacks) {
      if (!callback.variable().isOptional()) {
        note(IN_ONE_LOAD, first.putIfAbsent(callback.program().name(), callback), callback);
      }
    }
    for (Callback callback : callbacks) {
      if (callback.variable().isOptional()) {
        Callback other = first.putIfAbsent(callback.program().name(), callback);
        if (other != null && !other.variable().name().equals(callback.variable().name())) {
          note(OPTIONAL, other, callback);
        }
      }
    }
  }

  private void note(String text, @Nullable Callback other, Callback callback)
      throws ObjectException {
    if (other != null && !other.isSameInKernel(callback)) {
      String note = text.formatted(callback.program().name(), other, callback);
      if (notes.add(note)) {
        budget.spend(note);
      }
    }
  }
}
