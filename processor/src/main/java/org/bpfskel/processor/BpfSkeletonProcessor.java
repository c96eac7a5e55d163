package org.bpfskel.processor;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.processor.model.ObjectWarning;

/**
 * Generates a class for every {@code @BpfSkeleton} and {@code @BpfTypes}. One that fails is one
 * compile error on its annotation, and never keeps another from being generated.
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
  private RequestDiagnostics diagnostics;
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
    types.add(SkeletonAnnotations.TYPES);
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
    ObjectLookup lookup =
        new ObjectLookup(
            environment.getFiler(),
            new ModulePath(environment.getElementUtils()),
            environment.getOptions());
    SourceFiles sources = new SourceFiles(environment);
    generator =
        new SkeletonGenerator(
            lookup,
            new OutputFiles(environment.getFiler()),
            sources,
            new SharedTypeHosts(environment.getElementUtils(), lookup, sources),
            new KernelWarnings(kernels, report, new KernelInventory(environment.getFiler())));
    assignments = new Assignments(environment);
    diagnostics = new RequestDiagnostics(environment);
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
          diagnostics.error(request, "", refusal);
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
    Set<String> opened = new LinkedHashSet<>();
    for (SkeletonRequest request : requests) {
      Map<String, ObjectBuild> used = generate(request);
      objects.putAll(used);
      if (!used.isEmpty() && request.kind() == RequestKind.SKELETON) {
        opened.add(request.resource());
      }
    }
    if (!objects.isEmpty()) {
      records.write(host, objects, kernels.folder());
    }
    if (!opened.isEmpty()) {
      resources.write(host, opened);
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
    return SkeletonRequest.allOf(host, processingEnv.getElementUtils());
  }

  /** Returns the builds of the objects that matter to the class; none if there is no class now. */
  private Map<String, ObjectBuild> generate(SkeletonRequest request) {
    try {
      SkeletonGenerator.Generated generated = generator.generate(request);
      List<ObjectWarning> warnings = generated.warnings();
      if (!SkeletonAnnotations.areWarningsSuppressed(request.host())) {
        for (ObjectWarning warning : warnings) {
          diagnostics.report(request, warning);
        }
        assignments.watch(generated.assignable());
      }
      return generated.objects();
    } catch (SkeletonException e) {
      diagnostics.error(request, e.element(), e.explanation());
    } catch (OutOfMemoryError | StackOverflowError e) {
      diagnostics.error(
          request,
          "value",
          "%s takes more memory than the compiler has (%s): give it more, -J-Xmx2g for javac"
              .formatted(request.resource(), e));
    } catch (RuntimeException | LinkageError | AssertionError e) {
      diagnostics.error(
          request, "value", "bpfskel has a bug, please report it with this object: " + e);
    }
    return Map.of();
  }
}
