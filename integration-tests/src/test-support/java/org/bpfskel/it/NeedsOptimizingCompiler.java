package org.bpfskel.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Counts what only code of the optimizing compiler does; skipped where flags leave that out. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NeedsOptimizingCompiler.Probe.class)
public @interface NeedsOptimizingCompiler {
  /** What interpreted code does otherwise. */
  String value();

  /** Looks at the flags. */
  final class Probe implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
        if (flag.equals("-Xint") || flag.startsWith("-XX:TieredStopAtLevel=")) {
          return ConditionEvaluationResult.disabled("this Java machine runs with " + flag);
        }
      }
      return ConditionEvaluationResult.enabled("no flag leaves the compiler out");
    }
  }
}
