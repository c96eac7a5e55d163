package org.bpfskel.junit;

import java.io.IOException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Stands in for the tests of a class whose run is in a machine with another kernel: skips their
 * bodies here, and ends each as it ended there.
 */
final class GuestResults implements ExecutionCondition, InvocationInterceptor {
  private static final Namespace NAMESPACE = Namespace.create(GuestResults.class);
  private static final String RUN = "run";

  private final String kernel;

  GuestResults(String kernel) {
    this.kernel = kernel;
  }

  /** Whether the tests of a context run in another machine. */
  static boolean areAwaited(ExtensionContext context) {
    return !GuestMain.isRunning()
        && context.getTestClass().map(GuestResults::isOnKernel).orElse(false);
  }

  private static boolean isOnKernel(Class<?> type) {
    @Nullable Class<?> each = type;
    while (each != null) {
      if (each.isAnnotationPresent(OnKernel.class)) {
        return true;
      }
      each = each.getEnclosingClass();
    }
    return false;
  }

  /** Runs the class in the guest, when its first context is entered. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    GuestRun run =
        context.getStore(NAMESPACE).computeIfAbsent(RUN, key -> start(context), GuestRun.class);
    return run.missing() == null
        ? ConditionEvaluationResult.enabled("its tests run on Linux " + kernel)
        : ConditionEvaluationResult.disabled(run.missing());
  }

  private GuestRun start(ExtensionContext context) {
    try {
      return KernelLab.find(context).run(kernel, outermost(context.getRequiredTestClass()));
    } catch (KernelLab.MissingException e) {
      return GuestRun.missing(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new AssertionError("the laboratory cannot run Linux " + kernel, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while Linux " + kernel + " ran", e);
    }
  }

  private static Class<?> outermost(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null || !isOnKernel(outer) ? type : outermost(outer);
  }

  /** As there; what did not run there, for a class around it had ended, ends like that class. */
  private void end(ExtensionContext context) {
    GuestRun run = context.getStore(NAMESPACE).get(RUN, GuestRun.class);
    GuestRun.Result result = run == null ? null : run.result(context.getUniqueId());
    if (result == null) {
      throw new AssertionError("it has no result on Linux %s: %s".formatted(kernel, context));
    }
    switch (result.status()) {
      case PASSED -> {}
      case SKIPPED ->
          throw new TestAbortedException("on Linux %s: %s".formatted(kernel, result.text()));
      case FAILED -> throw new AssertionError("on Linux %s: %s".formatted(kernel, result.text()));
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    invocation.skip();
    end(context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    invocation.skip();
    end(context);
  }

  /** The tests that a factory makes are made here, and their bodies run there. */
  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext test,
      ExtensionContext context) {
    invocation.skip();
    end(context);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    invocation.skip();
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    invocation.skip();
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    invocation.skip();
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    invocation.skip();
  }
}
