package org.bpfskel.generated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.bpfskel.BpfException;
import org.bpfskel.Skeleton;
import org.bpfskel.StructOpsMap;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.foreign.Warnings;
import org.bpfskel.kernel.Obstacle;
import org.bpfskel.kernel.Preflight;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a skeleton; the generated class adds the names. The steps of one skeleton run one at
 * a time, whatever thread calls them.
 */
public abstract non-sealed class GeneratedSkeleton extends SkeletonParts implements Skeleton {
  private final List<Shadowed> shadows = new ArrayList<>();
  private final Set<String> reported = new HashSet<>();

  /** No monitor, for a virtual thread that waits for one would hold its carrier before JDK 24. */
  private final ReentrantLock steps = new ReentrantLock();

  /** Null if nothing in the object can be attached by libbpf. */
  private @Nullable LinkGroup links;

  private boolean loaded;

  /** A shadow with the image that it was read from. */
  private record Shadowed(GeneratedShadow shadow, VariableImage image) {}

  /**
   * Called by generated code; the skeleton owns the object from now on, and closes it.
   *
   * @param opened the object, which is open and not yet loaded
   */
  protected GeneratedSkeleton(OpenedObject opened) {
    super(opened);
  }

  @Override
  public final Preflight preflight() {
    steps.lock();
    try {
      List<Obstacle> obstacles = new ArrayList<>(object().preflight().obstacles());
      for (Shadowed shadowed : shadows) {
        for (String problem : shadowed.image().edit(shadowed.shadow()).problems()) {
          obstacles.add(new Obstacle(shadowed.image().map().toString(), true, problem));
        }
      }
      return new Preflight(obstacles);
    } finally {
      steps.unlock();
    }
  }

  @Override
  public final void load() {
    steps.lock();
    try {
      if (!object().canLoad()) {
        object().load(); // refuses, and says in which state it is
      }
      List<String> problems = new ArrayList<>();
      for (Shadowed shadowed : shadows) {
        problems.addAll(shadowed.image().edit(shadowed.shadow()).problems());
      }
      if (!problems.isEmpty()) {
        throw new BpfException("load", object().name(), BpfException.Kind.INVALID, problems);
      }
      for (Shadowed shadowed : shadows) {
        shadowed.image().commit();
      }
      object().load();
      for (Shadowed shadowed : shadows) {
        shadowed.image().loaded(shadowed.shadow());
      }
      loaded = true;
    } finally {
      steps.unlock();
    }
  }

  @Override
  public final void attach() {
    steps.lock();
    try {
      requireOpen("attach");
      reportDeadWrites();
      if (links != null) {
        links.attach();
      }
    } finally {
      steps.unlock();
    }
  }

  @Override
  public final Map<String, String> unattached() {
    steps.lock();
    try {
      requireOpen("unattached");
      return Collections.unmodifiableMap(Unattached.of(object()));
    } finally {
      steps.unlock();
    }
  }

  @Override
  public final void detach() {
    steps.lock();
    try {
      requireOpen("detach");
      if (links != null) {
        links.detach();
      }
    } finally {
      steps.unlock();
    }
  }

  @Override
  public final void close() {
    steps.lock();
    try {
      try {
        reportDeadWrites();
      } finally {
        object().close();
      }
    } finally {
      steps.unlock();
    }
  }

  /** What the kernel took at load, it keeps: fields that were changed since had no effect. */
  private void reportDeadWrites() {
    if (!loaded) {
      return;
    }
    for (Shadowed shadowed : shadows) {
      for (String write : shadowed.image().deadWrites(shadowed.shadow())) {
        if (reported.add(write)) {
          Warnings.warn("changed after load, which has no effect: {0}", write);
        }
      }
    }
  }

  /** A step may have nothing to do that would reach the object and be refused there. */
  private void requireOpen(String step) {
    if (!object().isOpen()) {
      throw new IllegalStateException(
          Printable.of(object().name()) + ": " + step + " is not possible after close");
    }
  }

  /**
   * Loads a skeleton that was just opened, as {@code NAME__open_and_load} of a C skeleton does. If
   * that fails, the skeleton is closed.
   *
   * @param skeleton an open one
   * @param <S> its class
   * @return the same skeleton, which is loaded
   * @throws BpfException as {@link Skeleton#load} throws it
   */
  protected static <S extends GeneratedSkeleton> S loaded(S skeleton) {
    try {
      skeleton.load();
      return skeleton;
    } catch (RuntimeException | Error e) {
      skeleton.close();
      throw e;
    }
  }

  /**
   * Fills a shadow from libbpf's image of a struct_ops variable, and has load write it back. If the
   * object has no such variable, or its struct does not fit the class, that is noted: {@link
   * ObjectSource} then refuses the object.
   *
   * @param variable its name in C
   * @param shadow one that belongs to no skeleton yet
   * @param <S> its class
   * @return the same shadow
   */
  protected final <S extends GeneratedShadow> S shadow(String variable, S shadow) {
    StructOpsMap map = findStructOps(variable);
    if (map != null) {
      VariableImage image = new VariableImage(map, variable, shadow.structLayout(), isSameBuild());
      misfits().addAll(image.problems());
      if (image.problems().isEmpty()) {
        shadow.bind(image);
      }
      shadows.add(new Shadowed(shadow, image));
    }
    return shadow;
  }

  /**
   * Has attach and detach go through the fields of a group. Without a group they do nothing.
   *
   * @param group the links of this skeleton
   * @param <L> its class
   * @return the same group
   */
  protected final <L extends LinkGroup> L links(L group) {
    links = group;
    return group;
  }

  /** The skeleton's class, and its object, for messages. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + " of " + object();
  }
}
