package org.bpfskel.processor;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
import javax.tools.Diagnostic;
import org.bpfskel.btf.Printable;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.processor.model.ObjectWarning;
import org.jspecify.annotations.Nullable;

/**
 * Generates a skeleton for every {@code @BpfSkeleton}. One that fails is one compile error on its
 * annotation, and never keeps another from being generated.
 */
@AutoService(Processor.class)
public final class BpfSkeletonProcessor extends AbstractProcessor {
  /** Stand on what is generated here: left unclaimed, they make -Xlint:all warn of them. */
  private static final List<String> GENERATED =
      List.of("javax.annotation.processing.Generated", "org.jspecify.annotations.NullMarked");

  /** Tells Gradle that each file comes from one class, and that no other class matters to it. */
  private static final String GRADLE_ISOLATING = "org.gradle.annotation.processing.isolating";

  private SkeletonGenerator generator;
  private HostRecords records;
  private NativeImageResources resources;
  private KernelReport report;
  private DeclaredKernels kernels;
  private Assignments assignments;
  private boolean refused;

  /**
   * Names of hosts whose annotation names what is not there yet. What never comes is an error of
   * the compiler's own.
   */
  private final Set<String> unresolved = new LinkedHashSet<>();

  /** For javac, through {@link java.util.ServiceLoader}. */
  public BpfSkeletonProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    Set<String> types = new LinkedHashSet<>(GENERATED);
    types.add(SkeletonAnnotations.NAME);
    types.add(SkeletonAnnotations.CONTAINER);
    return types;
  }

  @Override
  public Set<String> getSupportedOptions() {
    // What lies in these directories, and whose copy serves several hosts, only whole builds see.
    Set<String> options =
        new LinkedHashSet<>(
            List.of(ObjectLookup.PATH_OPTION, DeclaredKernels.OPTION, KernelReport.OPTION));
    if (Collections.disjoint(processingEnv.getOptions().keySet(), options)) {
      options.add(GRADLE_ISOLATING);
    }
    return options;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    report = new KernelReport(environment.getOptions());
    kernels = new DeclaredKernels(environment.getOptions());
    generator =
        new SkeletonGenerator(
            new ObjectLookup(
                environment.getFiler(),
                new ModulePath(environment.getElementUtils()),
                environment.getOptions()),
            new OutputFiles(environment.getFiler()),
            new SourceFiles(environment),
            new KernelWarnings(kernels, report, new KernelInventory(environment.getFiler())));
    assignments = new Assignments(environment);
    records = new HostRecords(environment);
    resources = new NativeImageResources(environment.getFiler());
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // else -Xlint:all says that nobody processes them
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> hosts = hosts(annotations, round);
    String refusal = SourceLevel.refusal(processingEnv);
    if (refusal == null) {
      hosts.forEach(this::process);
    } else {
      refuse(hosts, refusal);
    }
    if (round.processingOver()) {
      writeReport();
    }
    return true;
  }

  private void writeReport() {
    try {
      report.write();
    } catch (IOException e) {
      processingEnv
          .getMessager()
          .printMessage(
              Diagnostic.Kind.ERROR,
              "-A%s: the table cannot be written: %s".formatted(KernelReport.OPTION, e));
    }
  }

  /** Once, for it is the same everywhere. */
  private void refuse(Set<TypeElement> hosts, String refusal) {
    for (TypeElement host : hosts) {
      for (SkeletonRequest request : requests(host)) {
        if (!refused) {
          report(Diagnostic.Kind.ERROR, request, "", refusal);
          refused = true;
        }
      }
    }
  }

  private void process(TypeElement host) {
    // None on what only has what stands on generated classes.
    List<SkeletonRequest> requests = requests(host);
    for (SkeletonRequest request : requests) {
      if (!request.isResolved()) {
        unresolved.add(host.getQualifiedName().toString());
        return;
      }
    }
    Map<String, ObjectBuild> objects = new LinkedHashMap<>();
    for (SkeletonRequest request : requests) {
      ObjectBuild build = generate(request);
      if (build != null) {
        objects.put(request.resource(), build);
      }
    }
    if (!objects.isEmpty()) {
      records.write(host, objects, kernels.folder());
      resources.write(host, objects.keySet());
    }
  }

  /** Those of this round, and those of earlier ones that another processor may have completed. */
  private Set<TypeElement> hosts(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> hosts = new LinkedHashSet<>();
    for (String name : unresolved) {
      TypeElement host = processingEnv.getElementUtils().getTypeElement(name);
      if (host != null) {
        hosts.add(host);
      }
    }
    unresolved.clear();
    for (TypeElement annotation : annotations) {
      for (Element annotated : round.getElementsAnnotatedWith(annotation)) {
        if (annotated instanceof TypeElement host) {
          hosts.add(host);
        }
      }
    }
    return hosts;
  }

  private List<SkeletonRequest> requests(TypeElement host) {
    List<SkeletonRequest> requests = new ArrayList<>();
    for (AnnotationMirror annotation : SkeletonAnnotations.of(host)) {
      requests.add(SkeletonRequest.of(host, annotation, processingEnv.getElementUtils()));
    }
    return requests;
  }

  /** Returns the build of the object; null if there is no skeleton of it now. */
  private @Nullable ObjectBuild generate(SkeletonRequest request) {
    try {
      SkeletonGenerator.Generated generated = generator.generate(request);
      List<ObjectWarning> warnings = generated.warnings();
      if (!SkeletonAnnotations.areWarningsSuppressed(request.host())) {
        for (ObjectWarning warning : warnings) {
          report(request, warning);
        }
        assignments.watch(generated.assignable());
      }
      return generated.build();
    } catch (SkeletonException e) {
      report(Diagnostic.Kind.ERROR, request, e.element(), e.explanation());
    } catch (OutOfMemoryError | StackOverflowError e) {
      report(
          Diagnostic.Kind.ERROR,
          request,
          "value",
          "%s takes more memory than the compiler has (%s): give it more, -J-Xmx2g for javac"
              .formatted(request.resource(), e));
    } catch (RuntimeException | LinkageError | AssertionError e) {
      report(
          Diagnostic.Kind.ERROR,
          request,
          "value",
          "bpfskel has a bug, please report it with this object: " + e);
    }
    return null;
  }

  private void report(SkeletonRequest request, ObjectWarning warning) {
    Diagnostic.Kind kind =
        switch (warning.level()) {
          case NOTE -> Diagnostic.Kind.NOTE;
          case WARNING -> Diagnostic.Kind.WARNING;
          case ERROR -> Diagnostic.Kind.ERROR;
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

  /** What a file is called, and what is called so in it, may look like lines of the compiler's. */
  private void report(Diagnostic.Kind kind, SkeletonRequest request, String element, String text) {
    String message = Printable.of(text);
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
