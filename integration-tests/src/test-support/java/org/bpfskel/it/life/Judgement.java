package org.bpfskel.it.life;

import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.bpfskel.BpfException;
import org.bpfskel.data.ArrayVar;
import org.bpfskel.map.BpfArray;
import org.jspecify.annotations.Nullable;

/** Holds what one method did, in all its calls on one handle, against when it can be called. */
final class Judgement {
  private static final int LONG = 100;

  private final Executable method;
  private final Specimen on;
  private final Life.When when;
  private final List<String> faults = new ArrayList<>();
  private boolean refusedByState;
  private boolean gotFurther;

  Judgement(Executable method, Specimen on) {
    this.method = method;
    this.on = on;
    this.when = Allowed.when(method, on.section());
  }

  void returned(List<Object> arguments) {
    gotFurther = true;
    if (!when.includes(on.life())) {
      fault(arguments, "returned a value");
    }
  }

  void threw(List<Object> arguments, Throwable thrown) {
    if (thrown instanceof IllegalStateException) {
      refusedByState = true;
      return;
    }
    gotFurther = true;
    boolean documented =
        thrown instanceof BpfException
            || thrown instanceof IllegalArgumentException
            || thrown instanceof NoSuchElementException
            || (thrown instanceof NullPointerException && holdNull(arguments))
            || (thrown instanceof IndexOutOfBoundsException && takesIndexes());
    if (!documented) {
      StackTraceElement[] trace = thrown.getStackTrace();
      fault(arguments, "threw " + thrown + (trace.length == 0 ? "" : " at " + trace[0]));
    }
  }

  private boolean takesIndexes() {
    Class<?> type = method.getDeclaringClass();
    return type == ArrayVar.class || type == BpfArray.class;
  }

  private static boolean holdNull(Collection<?> values) {
    return values.stream()
        .anyMatch(
            value ->
                value == null
                    || (value instanceof Collection<?> inner && holdNull(inner))
                    || (value instanceof Map<?, ?> map && holdNull(map.values())));
  }

  /** What was not as documented, once all calls are made. */
  List<String> faults() {
    if (when.includes(on.life()) && refusedByState && !gotFurther) {
      fault(List.of(), "always threw IllegalStateException");
    }
    if (!when.includes(on.life()) && !refusedByState) {
      fault(List.of(), "never threw IllegalStateException");
    }
    return faults;
  }

  private void fault(List<Object> arguments, String what) {
    faults.add(
        "%s: %s of %s with %s %s"
            .formatted(
                on.key(),
                method.getName(),
                method.getDeclaringClass().getSimpleName(),
                text(arguments),
                what));
  }

  static String text(List<Object> arguments) {
    return arguments.stream().map(Judgement::text).toList().toString();
  }

  private static String text(@Nullable Object argument) {
    String text =
        argument instanceof byte[] bytes
            ? bytes.length + " bytes"
            : Arrays.deepToString(new Object[] {argument});
    return text.length() > LONG ? text.substring(0, LONG) + "…" : text;
  }
}
