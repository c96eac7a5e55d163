package org.bpfskel.junit;

import java.util.Optional;
import org.bpfskel.BpfException;
import org.bpfskel.Skeleton;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link BpfTest} does. */
final class SkeletonExtension implements ExecutionCondition, BeforeEachCallback, ParameterResolver {
  private static final Namespace SKELETONS = Namespace.create(SkeletonExtension.class);
  private static final Namespace REFUSALS = Namespace.create(SkeletonExtension.class, "refusals");

  /** In the store: JUnit closes it with the context that it was made for. */
  private record Opened(Skeleton skeleton) implements AutoCloseable {
    @Override
    public void close() {
      skeleton.close();
    }
  }

  /** Of loading an object, with the reason if it was not allowed. */
  private record Trial(@Nullable String refusal) {}

  /** A constructor has the skeleton of its test, not one of the class. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(
      ExtensionContext rootContext) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    BpfTest test = annotation(context).orElse(null);
    if (test == null || GuestResults.areAwaited(context)) {
      return ConditionEvaluationResult.enabled("no skeleton is made here");
    }
    for (Class<? extends Skeleton> type : test.value()) {
      Optional<String> refusal = refusal(type, test.upTo(), context);
      if (refusal.isPresent()) {
        if (isRequired(context)) {
          throw new AssertionError("BPF is required here, but " + refusal.get());
        }
        return ConditionEvaluationResult.disabled(refusal.get());
      }
    }
    return ConditionEvaluationResult.enabled("this process may use BPF");
  }

  /** Why the process may not use BPF; tried with the very object, once for each class. */
  private static Optional<String> refusal(
      Class<? extends Skeleton> type, BpfTest.Step step, ExtensionContext context) {
    if (step == BpfTest.Step.OPEN) {
      return Optional.empty();
    }
    Trial trial =
        context
            .getRoot()
            .getStore(REFUSALS)
            .computeIfAbsent(type, key -> new Trial(tryToLoad(type)), Trial.class);
    return Optional.ofNullable(trial.refusal());
  }

  private static @Nullable String tryToLoad(Class<? extends Skeleton> type) {
    try (Skeleton skeleton = GeneratedClass.open(type)) {
      skeleton.load();
      return null;
    } catch (BpfException e) {
      // Any other failure is one of the test, which will meet it again.
      return e.kind() == BpfException.Kind.PERMISSION
          ? String.valueOf(e.getMessage()).lines().findFirst().orElse("")
          : null;
    }
  }

  private static boolean isRequired(ExtensionContext context) {
    return context
            .getConfigurationParameter("bpfskel.junit.required")
            .map(Boolean::parseBoolean)
            .orElse(false)
        || "1".equals(System.getenv("BPFSKEL_REQUIRE_KERNEL"));
  }

  /** Tests may need what a skeleton attaches without taking it as a parameter. */
  @Override
  public void beforeEach(ExtensionContext context) {
    BpfTest test = annotation(context).orElse(null);
    if (test != null && !GuestResults.areAwaited(context)) {
      for (Class<? extends Skeleton> type : test.value()) {
        skeleton(type, test.upTo(), context);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Skeleton.class.isAssignableFrom(parameter.getParameter().getType());
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    BpfTest test = annotation(context).orElseThrow();
    for (Class<? extends Skeleton> named : test.value()) {
      if (named == type) {
        return GuestResults.areAwaited(context) ? null : skeleton(named, test.upTo(), context);
      }
    }
    throw new ExtensionConfigurationException(
        "@BpfTest does not name %1$s: write @BpfTest(%1$s.class)".formatted(type.getSimpleName()));
  }

  private static Skeleton skeleton(
      Class<? extends Skeleton> type, BpfTest.Step step, ExtensionContext context) {
    Store store = context.getStore(SKELETONS);
    return store
        .computeIfAbsent(type, key -> new Opened(prepared(type, step)), Opened.class)
        .skeleton();
  }

  private static Skeleton prepared(Class<? extends Skeleton> type, BpfTest.Step step) {
    Skeleton skeleton = GeneratedClass.open(type);
    try {
      if (step.compareTo(BpfTest.Step.LOAD) >= 0) {
        skeleton.load();
      }
      if (step.compareTo(BpfTest.Step.ATTACH) >= 0) {
        skeleton.attach();
      }
      return skeleton;
    } catch (RuntimeException e) {
      skeleton.close();
      throw e;
    }
  }

  /** That of the method, else that of the class or of one around it. */
  private static Optional<BpfTest> annotation(ExtensionContext context) {
    Optional<ExtensionContext> each = Optional.of(context);
    while (each.isPresent()) {
      Optional<BpfTest> found =
          each.flatMap(ExtensionContext::getElement)
              .flatMap(element -> AnnotationSupport.findAnnotation(element, BpfTest.class));
      if (found.isPresent()) {
        return found;
      }
      each = each.get().getParent();
    }
    return Optional.empty();
  }
}
