package org.bpfskel.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bpfskel.processor.check.ObjectChecks;
import org.bpfskel.processor.emit.SkeletonSource;
import org.bpfskel.processor.emit.SkeletonWriter;
import org.bpfskel.processor.model.ObjectException;
import org.bpfskel.processor.model.ObjectReader;
import org.bpfskel.processor.model.ObjectWarning;
import org.bpfskel.processor.model.SharedTypes;
import org.bpfskel.processor.model.SkeletonModel;
import org.bpfskel.processor.model.TypeChoice;
import org.bpfskel.processor.model.UnknownTypeException;

/**
 * The finished Java source of a skeleton. The same object and settings always give the same text.
 *
 * @param qualifiedName of the class
 * @param source ASCII, which compilers read back from any encoding
 * @param opensObject whether the skeleton opens the object by itself, which it does not of raw BTF
 * @param warnings what the object's author may not have meant
 * @param model what the source is written from
 */
public record SkeletonText(
    String qualifiedName,
    String source,
    boolean opensObject,
    List<ObjectWarning> warnings,
    SkeletonModel model) {
  /** Characters of a skeleton: javac needs 1 GiB of memory for these. */
  private static final int MAX_CHARACTERS = 12 << 20;

  /** Keeps the order of the warnings. */
  public SkeletonText {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the object and writes the source of its skeleton.
   *
   * @param object an object or raw BTF, or whatever else the file has
   * @throws SkeletonException if there is no skeleton of it, with what to do
   */
  public static SkeletonText of(FoundObject object, SkeletonSettings settings)
      throws SkeletonException {
    return of(object, settings, RequestKind.SKELETON, SharedTypes.NONE);
  }

  /** As the other, of a class of either kind that uses classes of others. */
  static SkeletonText of(
      FoundObject object, SkeletonSettings settings, RequestKind kind, SharedTypes shared)
      throws SkeletonException {
    String simpleName = settings.simpleName(kind);
    ClassFiles.checkSkeleton(settings, simpleName);
    SkeletonModel model =
        model(object.bytes(), settings, simpleName, settings.choice(kind, shared));
    ClassFiles.checkNested(simpleName, model);
    boolean whole = kind == RequestKind.SKELETON;
    SkeletonSource from = object.source(settings.resource());
    String source =
        whole
            ? SkeletonWriter.write(settings.packageName(), simpleName, from, model)
            : SkeletonWriter.writeTypes(settings.packageName(), simpleName, from, model);
    if (source.length() > MAX_CHARACTERS) {
      throw new SkeletonException(
          "value",
          "%s: its skeleton would have %d characters, and takes at most %d: cut the object into several"
              .formatted(settings.resource(), source.length(), MAX_CHARACTERS));
    }
    return new SkeletonText(
        settings.qualified(simpleName),
        ascii(source),
        whole && model.origin() == SkeletonModel.Origin.OBJECT,
        whole ? warnings(object, model) : List.of(),
        model);
  }

  private static List<ObjectWarning> warnings(FoundObject object, SkeletonModel model) {
    List<ObjectWarning> warnings = new ArrayList<>(model.warnings());
    warnings.addAll(ObjectChecks.of(object.bytes()));
    return warnings;
  }

  static SkeletonModel model(
      byte[] object, SkeletonSettings settings, String simpleName, TypeChoice choice)
      throws SkeletonException {
    try {
      return ObjectReader.read(object, settings.resource(), simpleName, choice);
    } catch (UnknownTypeException e) {
      throw new SkeletonException(e.element(), Objects.requireNonNull(e.getMessage()));
    } catch (ObjectException e) {
      throw new SkeletonException("value", Objects.requireNonNull(e.getMessage()));
    }
  }

  private static String ascii(String source) {
    if (source.getBytes(UTF_8).length == source.length()) {
      return source; // ASCII already, as nearly always
    }
    StringBuilder text = new StringBuilder(source.length());
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c < 128) {
        text.append(c);
      } else {
        text.append("\\u%04x".formatted((int) c));
      }
    }
    return text.toString();
  }
}
