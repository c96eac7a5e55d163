package org.bpfskel.processor;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.bpfskel.processor.emit.SkeletonWriter;
import org.bpfskel.processor.model.BpftoolNames;
import org.bpfskel.processor.model.JavaNames;
import org.bpfskel.processor.model.ObjectException;
import org.bpfskel.processor.model.ObjectReader;
import org.bpfskel.processor.model.ObjectWarning;
import org.bpfskel.processor.model.SkeletonModel;
import org.bpfskel.processor.model.SkeletonNames;
import org.bpfskel.processor.model.UnknownTypeException;
import org.bpfskel.struct.ObjectBuild;

/** From one request to its files: lookup, reading, writing. Writes all of it or nothing. */
final class SkeletonGenerator {
  /** Identifiers that the Java language keeps from types. */
  private static final Set<String> NOT_FOR_TYPES =
      Set.of("permits", "record", "sealed", "var", "yield");

  /** Characters of a skeleton: javac needs 1 GiB of memory for these. */
  private static final int MAX_TEXT = 12 << 20;

  private final ObjectLookup lookup;
  private final OutputFiles files;

  /** Requests by the qualified name of the class that they generate. */
  private final Map<String, SkeletonRequest> generated = new HashMap<>();

  SkeletonGenerator(ObjectLookup lookup, OutputFiles files) {
    this.lookup = lookup;
    this.files = files;
  }

  /**
   * What a skeleton was generated from.
   *
   * @param build of the object
   * @param warnings what the object's author may not have meant
   */
  record Generated(ObjectBuild build, List<ObjectWarning> warnings) {}

  /** Generates one skeleton. */
  Generated generate(SkeletonRequest request) throws SkeletonException {
    FoundObject object = lookup.find(request.resource());
    String simpleName = simpleName(request);
    ClassFiles.checkSkeleton(request, simpleName);
    claim(request, simpleName);
    SkeletonModel model;
    try {
      model =
          ObjectReader.read(
              object.bytes(), request.resource(), simpleName, request.types(), request.bytes());
    } catch (UnknownTypeException e) {
      throw new SkeletonException(e.element(), Objects.requireNonNull(e.getMessage()));
    } catch (ObjectException e) {
      throw new SkeletonException("value", Objects.requireNonNull(e.getMessage()));
    }
    ClassFiles.checkNested(simpleName, model);
    String source =
        SkeletonWriter.write(
            request.packageName(), simpleName, object.source(request.resource()), model);
    if (source.length() > MAX_TEXT) {
      throw new SkeletonException(
          "value",
          "%s: its skeleton would have %d characters, and takes at most %d: cut the object into several"
              .formatted(request.resource(), source.length(), MAX_TEXT));
    }
    try {
      boolean opened = model.origin() == SkeletonModel.Origin.OBJECT;
      files.write(request, simpleName, source, opened ? object : object.withoutCopy());
    } catch (IOException e) {
      throw new SkeletonException("value", "cannot write " + simpleName + ": " + e.getMessage());
    }
    return new Generated(object.build(), model.warnings());
  }

  private static String simpleName(SkeletonRequest request) throws SkeletonException {
    String name = request.name();
    if (name.isEmpty()) {
      return defaultName(request.resource());
    }
    if (!SourceVersion.isName(name) || name.contains(".") || NOT_FOR_TYPES.contains(name)) {
      throw new SkeletonException(
          "name", "\"" + name + "\" is not a Java class name: give a simple name");
    }
    if (SkeletonNames.RESERVED_CLASSES.contains(name)) {
      throw new SkeletonException(
          "name", "a skeleton uses the name " + name + " inside: give it another name");
    }
    return name;
  }

  /** {@code TcpCcSkel} for {@code bpf/tcp_cc.bpf.o} and {@code bpf/tcp_cc.btf}. */
  private static String defaultName(String resource) {
    String object = BpftoolNames.object(resource.substring(resource.lastIndexOf('/') + 1));
    return JavaNames.classes(List.of(object), Set.of(), Integer.MAX_VALUE).get(0) + "Skel";
  }

  private void claim(SkeletonRequest request, String simpleName) throws SkeletonException {
    String qualified =
        request.packageName().isEmpty() ? simpleName : request.packageName() + "." + simpleName;
    SkeletonRequest other = generated.putIfAbsent(qualified, request);
    if (other != null) {
      throw new SkeletonException(
          request.nameElement(),
          "%s is generated for %s already: give one of the two another name"
              .formatted(qualified, other.host().getQualifiedName()));
    }
  }
}
