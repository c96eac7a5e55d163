package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds programs that stand in two different callbacks. libbpf binds each program it loads to one
 * callback of one struct_ops type; several variables of that type may share it.
 */
final class CallbackConflicts {
  private CallbackConflicts() {}

  /**
   * Refuses them where libbpf would always refuse to load the object.
   *
   * @return a note where libbpf takes either of two callbacks, but not both: optional variables are
   *     left out of a load
   */
  static List<ObjectWarning> check(List<Callback> callbacks, TextBudget budget)
      throws ObjectException {
    refuseWithinVariables(callbacks);
    Map<String, Callback> required = new HashMap<>();
    for (Callback callback : callbacks) {
      if (!callback.variable().isOptional()) {
        refuseConflict(required.putIfAbsent(callback.program().name(), callback), callback);
      }
    }
    Map<String, Callback> all = new HashMap<>(required);
    List<ObjectWarning> notes = new ArrayList<>();
    for (Callback callback : callbacks) {
      Callback other = all.putIfAbsent(callback.program().name(), callback);
      if (callback.variable().isOptional() && differ(other, callback)) {
        String text =
            "program '%s' is in callbacks %s and %s: only one of these variables can be created"
                .formatted(callback.program().name(), other, callback);
        notes.add(new ObjectWarning(ObjectWarning.Level.NOTE, budget.spend(text)));
      }
    }
    return notes;
  }

  private static void refuseWithinVariables(List<Callback> callbacks) throws ObjectException {
    Map<String, Map<String, Callback>> byVariable = new HashMap<>();
    for (Callback callback : callbacks) {
      Callback other =
          byVariable
              .computeIfAbsent(callback.variable().name(), variable -> new HashMap<>())
              .putIfAbsent(callback.program().name(), callback);
      refuseConflict(other, callback);
    }
  }

  private static void refuseConflict(@Nullable Callback other, Callback callback)
      throws ObjectException {
    if (differ(other, callback)) {
      throw new ObjectException(
          ("program '%s' is in two different callbacks, %s and %s, and libbpf binds a program to"
                  + " one callback of one struct type: write a second program for %s")
              .formatted(callback.program().name(), other, callback, callback));
    }
  }

  private static boolean differ(@Nullable Callback other, Callback callback) {
    return other != null && !other.isSameInKernel(callback);
  }
}
