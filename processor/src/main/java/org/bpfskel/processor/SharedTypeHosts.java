package org.bpfskel.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.processor.model.SharedTypes;
import org.bpfskel.processor.model.TypesHolder;

/** Finds the classes that a skeleton shares: those of the hosts that its {@code typesOf} names. */
final class SharedTypeHosts {
  private final Elements elements;
  private final ObjectLookup lookup;
  private final SourceFiles sources;

  /** By the qualified name of the class that holds them. */
  private final Map<String, HeldTypes> known = new HashMap<>();

  /** Names of the classes whose types are being looked for, each for the one before. */
  private final Deque<String> open = new ArrayDeque<>();

  SharedTypeHosts(Elements elements, ObjectLookup lookup, SourceFiles sources) {
    this.elements = elements;
    this.lookup = lookup;
    this.sources = sources;
  }

  /**
   * What a skeleton shares.
   *
   * @param objects that the classes are generated from, by the name of the resource
   */
  record HeldTypes(SharedTypes types, Map<String, ObjectBuild> objects) {
    private HeldTypes and(HeldTypes other) {
      Map<String, ObjectBuild> all = new LinkedHashMap<>(objects);
      all.putAll(other.objects);
      return new HeldTypes(types.and(other.types), all);
    }
  }

  HeldTypes of(SkeletonRequest request) throws SkeletonException {
    HeldTypes all = new HeldTypes(SharedTypes.NONE, Map.of());
    String user = request.qualifiedName();
    open.push(user);
    try {
      for (TypeMirror named : request.typesOf()) {
        for (SkeletonRequest holder : requests(named)) {
          all = all.and(typesOf(holder, request));
        }
      }
    } finally {
      open.pop();
    }
    return all;
  }

  private List<SkeletonRequest> requests(TypeMirror named) throws SkeletonException {
    List<SkeletonRequest> requests =
        named instanceof DeclaredType type && type.asElement() instanceof TypeElement host
            ? SkeletonRequest.allOf(host, elements)
            : List.of();
    if (requests.isEmpty()) {
      throw failure(
          "%s has neither @BpfTypes nor @BpfSkeleton: name the class that one of them stands on"
              .formatted(named));
    }
    return requests;
  }

  private HeldTypes typesOf(SkeletonRequest holder, SkeletonRequest user) throws SkeletonException {
    String name = holder.qualifiedName();
    if (open.contains(name)) {
      throw failure(
          name.equals(user.qualifiedName())
              ? name + " is to use its own types: name another class"
              : name + " uses types of this class itself: put those of both into a @BpfTypes");
    }
    HeldTypes found = known.get(name);
    if (found == null) {
      found = read(holder);
      known.put(name, found);
    }
    return found;
  }

  private HeldTypes read(SkeletonRequest holder) throws SkeletonException {
    SkeletonSettings settings = holder.settings();
    String simpleName = settings.simpleName(holder.kind());
    try {
      FoundObject object = lookup.find(holder.resource(), () -> sources.fileOf(holder.host()));
      HeldTypes theirs = of(holder);
      TypesHolder types = new TypesHolder(settings.packageName(), simpleName, settings.resource());
      SharedTypes own =
          SharedTypes.of(
              types,
              SkeletonText.model(
                  object.bytes(), settings, simpleName, holder.choice(theirs.types())));
      return new HeldTypes(own, Map.of(holder.resource(), object.build())).and(theirs);
    } catch (SkeletonException e) {
      throw failure(
          "the types of %s cannot be had: %s"
              .formatted(holder.host().getQualifiedName(), e.explanation()));
    }
  }

  private static SkeletonException failure(String message) {
    return new SkeletonException(SkeletonRequest.TYPES_OF, message);
  }
}
