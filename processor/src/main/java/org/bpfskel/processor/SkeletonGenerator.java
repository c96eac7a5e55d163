package org.bpfskel.processor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.processor.model.ObjectWarning;

/** From one request to its files: lookup, reading, writing. Writes all of it or nothing. */
final class SkeletonGenerator {
  private final ObjectLookup lookup;
  private final OutputFiles files;
  private final SourceFiles sources;
  private final KernelWarnings kernels;

  /** Requests by the qualified name of the class that they generate. */
  private final Map<String, SkeletonRequest> generated = new HashMap<>();

  SkeletonGenerator(
      ObjectLookup lookup, OutputFiles files, SourceFiles sources, KernelWarnings kernels) {
    this.lookup = lookup;
    this.files = files;
    this.sources = sources;
    this.kernels = kernels;
  }

  /**
   * What a skeleton was generated from.
   *
   * @param build of the object
   * @param warnings what the object's author may not have meant
   * @param assignable what Java may assign to its struct_ops variables
   */
  record Generated(ObjectBuild build, List<ObjectWarning> warnings, AssignableMembers assignable) {}

  /** Generates one skeleton. */
  Generated generate(SkeletonRequest request) throws SkeletonException {
    SkeletonSettings settings = request.settings();
    FoundObject object = lookup.find(settings.resource(), () -> sources.fileOf(request.host()));
    String simpleName = settings.simpleName();
    ClassFiles.checkSkeleton(settings, simpleName);
    claim(request, settings.qualified(simpleName));
    SkeletonText text = SkeletonText.of(object, settings);
    List<ObjectWarning> warnings = new ArrayList<>(text.warnings());
    KernelWarnings.KernelFindings found = kernels.of(request, object);
    warnings.addAll(found.warnings());
    try {
      files.write(request, simpleName, text, text.opensObject() ? object : object.withoutCopy());
    } catch (IOException e) {
      throw new SkeletonException("value", "cannot write " + simpleName + ": " + e.getMessage());
    }
    return new Generated(
        object.build(),
        warnings,
        new AssignableMembers(text.qualifiedName(), text.model(), object.bytes(), found.missing()));
  }

  private void claim(SkeletonRequest request, String qualified) throws SkeletonException {
    SkeletonRequest other = generated.putIfAbsent(qualified, request);
    if (other != null) {
      throw new SkeletonException(
          request.settings().nameElement(),
          "%s is generated for %s already: give one of the two another name"
              .formatted(qualified, other.host().getQualifiedName()));
    }
  }
}
