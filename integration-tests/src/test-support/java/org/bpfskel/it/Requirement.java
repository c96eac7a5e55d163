package org.bpfskel.it;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Something that tests need of the machine, probed once. Without it they are skipped with the
 * reason, or fail if {@code BPFSKEL_REQUIRE_KERNEL=1}.
 */
public abstract class Requirement implements ExecutionCondition {
  private static final boolean STRICT = "1".equals(System.getenv("BPFSKEL_REQUIRE_KERNEL"));
  private static final ConcurrentMap<Class<?>, Optional<String>> PROBED = new ConcurrentHashMap<>();

  /** Why it is not there; empty if it is. */
  protected abstract Optional<String> missing();

  @Override
  public final ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing = PROBED.computeIfAbsent(getClass(), requirement -> missing());
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("it is there");
    }
    if (STRICT) {
      throw new AssertionError("BPFSKEL_REQUIRE_KERNEL=1, but " + missing.get());
    }
    return ConditionEvaluationResult.disabled(missing.get());
  }

  static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
