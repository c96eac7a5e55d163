package org.bpfskel.internal.handle;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Calls on lifetimes that nothing refers to but the call, with a garbage collection in each. */
public final class LifetimeCalls {
  private static final List<WeakReference<Lifetime>> MADE = new ArrayList<>();

  private LifetimeCalls() {}

  public static void main(String[] args) {
    report("shared", lifetime -> lifetime.shared("test", Lifetime.ALWAYS, () -> collect("shared")));
    report(
        "exclusive",
        lifetime -> lifetime.exclusive("test", Lifetime.ALWAYS, () -> collect("exclusive")));
    report("close", lifetime -> lifetime.close("test", () -> collect("close")));
  }

  private static void report(String name, Consumer<Lifetime> call) {
    call.accept(lifetime());
    collect("after " + name);
  }

  private static Lifetime lifetime() {
    Lifetime lifetime = new Lifetime("object");
    MADE.add(new WeakReference<>(lifetime));
    return lifetime;
  }

  private static boolean collect(String when) {
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    do {
      System.gc();
    } while (garbage.get() != null);
    Lifetime last = MADE.get(MADE.size() - 1).get();
    System.out.println(when + ": " + (last == null ? "collected" : "reachable"));
    return true;
  }
}
