package org.bpfskel.processor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.processor.model.ObjectWarning;

/** From one request to its files: lookup, reading, writing. Writes all of it or nothing. */
final class SkeletonGenerator {
  private final ObjectLookup lookup;
  private final OutputFiles files;
  private final SourceFiles sources;
  private final SharedTypeHosts sharedTypes;
  private final KernelWarnings kernels;

  /** Requests by the qualified name of the class that they generate. */
  private final Map<String, SkeletonRequest> generated = new HashMap<>();

  SkeletonGenerator(
      ObjectLookup lookup,
      OutputFiles files,
      SourceFiles sources,
      SharedTypeHosts sharedTypes,
      KernelWarnings kernels) {
    this.lookup = lookup;
    this.files = files;
    this.sources = sources;
    this.sharedTypes = sharedTypes;
    this.kernels = kernels;
  }

  /**
   * What a class was generated from.
   *
   * @param objects with their builds, by the name of the resource: its own, and those of the types
   *     that it uses
   * @param warnings what the object's author may not have meant
   * @param assignable what Java may assign to its struct_ops variables
   */
  record Generated(
      Map<String, ObjectBuild> objects,
      List<ObjectWarning> warnings,
      AssignableMembers assignable) {}

  /** Generates one class. */
  Generated generate(SkeletonRequest request) throws SkeletonException {
    SkeletonSettings settings = request.settings();
    FoundObject object = lookup.find(settings.resource(), () -> sources.fileOf(request.host()));
    String simpleName = settings.simpleName(request.kind());
    ClassFiles.checkSkeleton(settings, simpleName);
    claim(request, settings.qualified(simpleName));
    SharedTypeHosts.HeldTypes shared = sharedTypes.of(request);
    SkeletonText text = SkeletonText.of(object, settings, request.kind(), shared.types());
    boolean isSkeleton = request.kind() == RequestKind.SKELETON;
    List<ObjectWarning> warnings = new ArrayList<>(text.warnings());
    KernelWarnings.KernelFindings found =
        isSkeleton ? kernels.of(request, object) : KernelWarnings.KernelFindings.NOTHING;
    warnings.addAll(found.warnings());
    try {
      // Who shares types by way of a jar finds their object there.
      boolean needed = text.opensObject() || !isSkeleton;
      files.write(request, simpleName, text, needed ? object : object.withoutCopy());
    } catch (IOException e) {
      throw new SkeletonException("value", "cannot write " + simpleName + ": " + e.getMessage());
    }
    Map<String, ObjectBuild> objects = new LinkedHashMap<>(shared.objects());
    objects.put(request.resource(), object.build());
    return new Generated(
        objects,
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
