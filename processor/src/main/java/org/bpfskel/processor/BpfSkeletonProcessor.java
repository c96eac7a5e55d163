package org.bpfskel.processor;

import com.google.auto.service.AutoService;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import org.bpfskel.processor.model.ObjectWarning;

/**
 * Generates a skeleton for every {@code @BpfSkeleton}. One that fails is one compile error on its
 * annotation, and never keeps another from being generated.
 */
@AutoService(Processor.class)
public final class BpfSkeletonProcessor extends AbstractProcessor {
  /** Stands on what is generated here: left unclaimed, it makes -Xlint:all warn of it. */
  private static final String GENERATED = "javax.annotation.processing.Generated";

  /** Tells Gradle that each file comes from one class, and that no other class matters to it. */
  private static final String GRADLE_ISOLATING = "org.gradle.annotation.processing.isolating";

  private SkeletonGenerator generator;

  /**
   * Names of hosts whose annotation names what is not there yet. What never comes is an error of
   * the compiler's own.
   */
  private final Set<String> unresolved = new LinkedHashSet<>();

  /** For javac, through {@link java.util.ServiceLoader}. */
  public BpfSkeletonProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(SkeletonAnnotations.NAME, SkeletonAnnotations.CONTAINER, GENERATED);
  }

  @Override
  public Set<String> getSupportedOptions() {
    // What lies in these directories, and whose copy serves several hosts, only whole builds see.
    return processingEnv.getOptions().containsKey(ObjectLookup.PATH_OPTION)
        ? Set.of(ObjectLookup.PATH_OPTION)
        : Set.of(ObjectLookup.PATH_OPTION, GRADLE_ISOLATING);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    generator =
        new SkeletonGenerator(
            new ObjectLookup(environment.getFiler(), environment.getOptions()),
            new OutputFiles(environment.getFiler()));
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // else -Xlint:all says that nobody processes them
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement host : hosts(annotations, round)) {
      // None on what only has @Generated.
      List<SkeletonRequest> requests = requests(host);
      if (requests.stream().allMatch(SkeletonRequest::isResolved)) {
        requests.forEach(this::generate);
      } else {
        unresolved.add(host.getQualifiedName().toString());
      }
    }
    return true;
  }

  /** Those of this round, and those of earlier ones that another processor may have completed. */
  private Set<TypeElement> hosts(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<Element> annotated = new LinkedHashSet<>();
    for (String name : unresolved) {
      TypeElement host = processingEnv.getElementUtils().getTypeElement(name);
      if (host != null) {
        annotated.add(host);
      }
    }
    unresolved.clear();
    annotations.forEach(annotation -> annotated.addAll(round.getElementsAnnotatedWith(annotation)));
    return ElementFilter.typesIn(annotated);
  }

  private List<SkeletonRequest> requests(TypeElement host) {
    return SkeletonAnnotations.of(host).stream()
        .map(annotation -> SkeletonRequest.of(host, annotation, processingEnv.getElementUtils()))
        .toList();
  }

  private void generate(SkeletonRequest request) {
    try {
      List<ObjectWarning> warnings = generator.generate(request);
      if (!isSuppressed(request.host())) {
        warnings.forEach(warning -> report(request, warning));
      }
    } catch (SkeletonException e) {
      report(Diagnostic.Kind.ERROR, request, e.element(), e.explanation());
    } catch (RuntimeException e) {
      report(
          Diagnostic.Kind.ERROR,
          request,
          "value",
          "bpfskel has a bug, please report it with this object: " + e);
    }
  }

  private static boolean isSuppressed(TypeElement host) {
    SuppressWarnings suppressed = host.getAnnotation(SuppressWarnings.class);
    return suppressed != null && List.of(suppressed.value()).contains("bpfskel");
  }

  private void report(SkeletonRequest request, ObjectWarning warning) {
    Diagnostic.Kind kind =
        switch (warning.level()) {
          case NOTE -> Diagnostic.Kind.NOTE;
          case WARNING -> Diagnostic.Kind.WARNING;
        };
    report(kind, request, "value", request.resource() + ": " + warning.text());
  }

  private boolean reportInTree(
      Diagnostic.Kind kind, TypeElement host, int index, String element, String message) {
    try {
      return RepeatedAnnotation.report(processingEnv, kind, host, index, element, message);
    } catch (LinkageError e) {
      return false; // ecj on a runtime that has no javac, and so no trees
    }
  }

  private void report(
      Diagnostic.Kind kind, SkeletonRequest request, String element, String message) {
    List<AnnotationMirror> all = SkeletonAnnotations.of(request.host());
    int index = all.indexOf(request.annotation());
    if (all.size() > 1 && reportInTree(kind, request.host(), index, element, message)) {
      return;
    }
    Messager messager = processingEnv.getMessager();
    AnnotationValue place = request.written(element);
    AnnotationMirror annotation = request.annotation();
    if (place == null) {
      messager.printMessage(kind, message, request.host(), annotation);
    } else {
      messager.printMessage(kind, message, request.host(), annotation, place);
    }
  }
}
