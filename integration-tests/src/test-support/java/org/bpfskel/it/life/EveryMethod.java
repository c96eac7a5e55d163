package org.bpfskel.it.life;

import com.google.common.reflect.TypeToken;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bpfskel.BpfException;
import org.bpfskel.Skeleton;
import org.bpfskel.it.OwnThread;
import org.bpfskel.it.life.Scene.State;
import org.jspecify.annotations.Nullable;

/** Calls every public method of every handle, in the state and in the thread that are named. */
final class EveryMethod {
  /** Who does not keep it loses its level. */
  private static final Logger LOG = Logger.getLogger("org.bpfskel");

  private static final List<Supplier<? extends Skeleton>> SKELETONS =
      List.of(
          OpsSkel::open,
          CallsSkel::open,
          VariablesSkel::open,
          KindsSkel::open,
          StorageSkel::open,
          RedirectSkel::open,
          RingsSkel::open,
          PerfSkel::open,
          UserRingsSkel::open,
          WalksSkel::open,
          RunsSkel::open);

  /** Their handles are arguments: of other objects, in other states. */
  private final List<Scene> strangers =
      List.of(
          new Scene(CallsSkel::open, State.AFTER_LOAD),
          new Scene(CallsSkel::open, State.BEFORE_LOAD),
          new Scene(CallsSkel::open, State.AFTER_CLOSE),
          new Scene(OpsSkel::open, State.AFTER_LOAD),
          new Scene(OpsSkel::open, State.BEFORE_LOAD),
          new Scene(RingsSkel::open, State.AFTER_LOAD),
          new Scene(PerfSkel::open, State.AFTER_LOAD),
          new Scene(UserRingsSkel::open, State.AFTER_LOAD));

  private final Watch watch;
  private final State state;
  private final Path folder;
  private final Set<String> met = new HashSet<>();
  private final Set<String> types = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();
  private int methods;
  private int calls;

  private EveryMethod(Watch watch, State state, Path folder) {
    this.watch = watch;
    this.state = state;
    this.folder = folder;
  }

  /** {@code own} or {@code other}, the thread, and a folder in which nothing is. */
  public static void main(String[] args) {
    LOG.setLevel(Level.OFF); // refusals are what this is about
    Executor thread = args[0].equals("own") ? Runnable::run : OwnThread.EACH;
    Watch watch = new Watch();
    for (State state : State.values()) {
      EveryMethod every = new EveryMethod(watch, state, Path.of(args[1]));
      SKELETONS.forEach(skeleton -> every.callAllOf(skeleton, thread));
      every.strangers.forEach(stranger -> stranger.close());
      every.report();
    }
  }

  private void report() {
    faults.forEach(fault -> System.out.println("fault: " + fault));
    types.forEach(type -> System.out.println("type: " + type));
    System.out.printf(
        "state: %s %d calls of %d methods of %d handles%n", state, calls, methods, met.size());
  }

  /** Null for one with maps or programs that the running kernel does not have. */
  private @Nullable Scene opened(Supplier<? extends Skeleton> skeleton) {
    try {
      return new Scene(skeleton, state);
    } catch (BpfException e) {
      System.out.println("skipped: " + e);
      return null;
    }
  }

  private void callAllOf(Supplier<? extends Skeleton> skeleton, Executor thread) {
    try (Scene scene = opened(skeleton)) {
      if (scene == null) {
        return;
      }
      List<Specimen> handles = new ArrayList<>(scene.specimens());
      strangers.forEach(stranger -> handles.addAll(stranger.specimens()));
      Arguments arguments = new Arguments(handles, folder);
      for (Specimen specimen : scene.specimens()) {
        if (met.add(specimen.key())) {
          types.add(TypeToken.of(specimen.type()).getRawType().getName());
          for (Executable method : methodsOf(specimen)) {
            CompletableFuture.runAsync(() -> call(method, specimen, arguments, skeleton), thread)
                .join();
          }
        }
      }
    }
  }

  /** How skeletons are opened does not depend on the state of one. */
  private List<Executable> methodsOf(Specimen specimen) {
    List<Executable> all = MethodCalls.methodsOf(specimen);
    boolean again =
        state != State.BEFORE_LOAD
            && specimen.type() instanceof Class<?> type
            && Skeleton.class.isAssignableFrom(type);
    all.removeIf(method -> again && Modifier.isStatic(method.getModifiers()));
    return all;
  }

  private void call(
      Executable method,
      Specimen specimen,
      Arguments arguments,
      Supplier<? extends Skeleton> skeleton) {
    if (!Allowed.ends(method) || specimen.renewed()) {
      call(method, specimen, arguments);
      return;
    }
    // Others are still to be called on this one.
    try (Scene own = new Scene(skeleton, state)) {
      own.specimens().stream()
          .filter(same -> same.key().equals(specimen.key()))
          .findFirst()
          .ifPresent(same -> call(method, same, arguments));
    }
  }

  private void call(Executable method, Specimen specimen, Arguments arguments) {
    MethodCalls called = new MethodCalls(specimen, arguments, watch);
    try {
      faults.addAll(called.faults(method));
    } catch (NoSuchElementException e) {
      faults.add(specimen.key() + ": " + method + ": " + e.getMessage());
    }
    methods++;
    calls += called.count();
  }
}
