package org.bpfskel.processor;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
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
  private static final String ANNOTATION = "org.bpfskel.BpfSkeleton";
  private static final String CONTAINER = "org.bpfskel.BpfSkeleton.List";

  /** Stands on what is generated here: left unclaimed, it makes -Xlint:all warn of it. */
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private SkeletonGenerator generator;

  /** For javac, through {@link java.util.ServiceLoader}. */
  public BpfSkeletonProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(ANNOTATION, CONTAINER, GENERATED);
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(ObjectLookup.PATH_OPTION);
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
    Set<Element> annotated = new LinkedHashSet<>();
    annotations.forEach(annotation -> annotated.addAll(round.getElementsAnnotatedWith(annotation)));
    for (TypeElement host : ElementFilter.typesIn(annotated)) {
      // None on what only has @Generated.
      for (AnnotationMirror annotation : skeletonsOf(host)) {
        generate(SkeletonRequest.of(host, annotation, processingEnv.getElementUtils()));
      }
    }
    return true;
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

  private void report(
      Diagnostic.Kind kind, SkeletonRequest request, String element, String message) {
    List<AnnotationMirror> all = skeletonsOf(request.host());
    int index = all.indexOf(request.annotation());
    if (all.size() > 1
        && RepeatedAnnotation.report(
            processingEnv, kind, request.host(), index, element, message)) {
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

  /** The {@code @BpfSkeleton}s of a type, those inside of a container included. */
  private static List<AnnotationMirror> skeletonsOf(TypeElement host) {
    List<AnnotationMirror> skeletons = new ArrayList<>();
    for (AnnotationMirror annotation : host.getAnnotationMirrors()) {
      if (isOfType(annotation, ANNOTATION)) {
        skeletons.add(annotation);
      } else if (isOfType(annotation, CONTAINER)) {
        annotation.getElementValues().values().forEach(value -> addAll(skeletons, value));
      }
    }
    return skeletons;
  }

  private static void addAll(List<AnnotationMirror> skeletons, AnnotationValue container) {
    if (container.getValue() instanceof List<?> values) {
      for (Object value : values) {
        if (value instanceof AnnotationValue element
            && element.getValue() instanceof AnnotationMirror annotation) {
          skeletons.add(annotation);
        }
      }
    }
  }

  private static boolean isOfType(AnnotationMirror annotation, String name) {
    return annotation.getAnnotationType().asElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals(name);
  }
}
