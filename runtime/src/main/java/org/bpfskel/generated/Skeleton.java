package org.bpfskel.generated;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.bpfskel.BpfException;
import org.bpfskel.StructOpsMap;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.foreign.Warnings;
import org.jspecify.annotations.Nullable;

/**
 * What every generated skeleton can do; the generated class adds the names. The same steps as a C
 * skeleton's: open, edit, load, attach, detach, close.
 *
 * <p>One that is unreachable with all its handles, and that nobody has closed, is closed with a
 * warning: {@code Skel.openAndLoad().attach()} detaches at some time, unlike in C. Keep it.
 *
 * <p>Handles of maps, programs and links are safe for use by several threads; the steps themselves
 * run one at a time.
 */
public abstract non-sealed class Skeleton extends SkeletonParts implements AutoCloseable {
  private final List<Shadowed> shadows = new ArrayList<>();
  private final Set<String> reported = new HashSet<>();

  /** No monitor, for a virtual thread that waits for one would hold its carrier before JDK 24. */
  private final ReentrantLock steps = new ReentrantLock();

  /** Null if nothing in the object can be attached by libbpf. */
  private @Nullable LinkGroup links;

  private boolean loaded;

  /** A shadow with the image that it was read from. */
  private record Shadowed(StructOpsShadow shadow, VariableImage image) {}

  /** Called by generated code; the skeleton owns the object from now on. */
  protected Skeleton(OpenedObject opened) {
    super(opened);
  }

  /**
   * Writes changed shadow fields to libbpf's image of their variables, then takes maps and programs
   * to the kernel: {@code bpf_object__load}. If a field's value is impossible nothing is written,
   * and load may be called again once it is mended; a load that the kernel refused is final.
   *
   * @throws org.bpfskel.VerifierException if the kernel's verifier refuses a program
   * @throws BpfException if shadow fields have impossible values, all of them listed, or the kernel
   *     refuses
   * @throws IllegalStateException after load or close
   */
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

  /**
   * Attaches every loaded program whose section says where, then every struct_ops variable, and
   * sets the fields of {@code links}. What has a link already keeps it. If one fails, those before
   * it stay attached, as in C: {@code bpf_object__attach_skeleton}.
   *
   * @throws BpfException if the kernel refuses one
   * @throws IllegalStateException before load or after close
   */
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

  /**
   * Closes every link in {@code links} and sets its field to null: {@code
   * bpf_object__detach_skeleton}.
   *
   * @throws BpfException if the kernel refuses to detach one
   * @throws IllegalStateException after close
   */
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

  /**
   * Detaches, and frees the object with its maps and programs. Closing again has no effect; every
   * other call afterwards throws {@link IllegalStateException}.
   */
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

  /** Loads a skeleton that was just opened; closes it if that fails. */
  protected static <S extends Skeleton> S loaded(S skeleton) {
    try {
      skeleton.load();
      return skeleton;
    } catch (RuntimeException | Error e) {
      skeleton.close();
      throw e;
    }
  }

  /** Fills a shadow from the image of the struct_ops variable of that C name. */
  protected final <S extends StructOpsShadow> S shadow(String variable, S shadow) {
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

  /** Has attach and detach go through the fields of that group. */
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
