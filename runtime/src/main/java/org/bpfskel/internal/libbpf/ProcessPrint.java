package org.bpfskel.internal.libbpf;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map.Entry;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.bpfskel.internal.foreign.NativeBinding;
import org.bpfskel.internal.foreign.NativeCalls;
import org.bpfskel.internal.foreign.NativeFunctions;
import org.bpfskel.internal.foreign.PrintFunction;
import org.jspecify.annotations.Nullable;

/**
 * libbpf's print function, of which a process has one, for all copies of this runtime that its
 * class loaders have. It is ours while a call of any copy is under way, and else whose it was: so
 * nothing is left in libbpf of a class loader that goes. The copy whose call comes first gives the
 * function; each line it passes to the copy in whose call it was printed, and a line printed in
 * nobody's call to the function that was there before.
 */
public final class ProcessPrint {
  /**
   * Of the system property that holds what the copies share while there are calls: class loaders
   * have no other place in common. The address of libbpf's own function follows, for copies may
   * have loaded several libbpfs.
   */
  private static final String PROPERTY = "org.bpfskel.libbpf.calls.";

  /** One object for all class loaders, as every constant text is. */
  private static final Object LOCK = PROPERTY;

  // What the copies share is of the JDK's classes: these numbers, and one listener a copy.
  private static final int CALLS = 0;
  private static final int BEFORE = 1;
  private static final int OURS = 2;

  private static final int LEVEL = 0;
  private static final int FORMAT = 1;
  private static final int ARGUMENTS = 2;

  private final String property;
  private final NativeCalls.Closure function =
      NativeBinding.calls()
          .closure(
              new PrintFunction() {
                @Override
                public void print(int level, long format, long arguments) {
                  hear(level, format, arguments);
                }
              });

  private final Predicate<long[]> listener =
      new Predicate<>() {
        @Override
        public boolean test(long[] line) {
          return LibbpfLog.hear((int) line[LEVEL], line[FORMAT], line[ARGUMENTS]);
        }
      };

  /** Of the call that began last. */
  private volatile @Nullable Entry<long[], List<Predicate<long[]>>> shared;

  ProcessPrint(NativeFunctions libbpf) {
    this.property = PROPERTY + libbpf.address("libbpf_set_print");
  }

  /**
   * A call of this copy begins.
   *
   * @return to be given to its {@link #end}
   */
  Entry<long[], List<Predicate<long[]>>> begin() {
    synchronized (LOCK) {
      Entry<long[], List<Predicate<long[]>>> all = shared();
      long[] numbers = all.getKey();
      if (!all.getValue().contains(listener)) {
        all.getValue().add(listener);
      }
      if (numbers[CALLS] == 0) {
        numbers[OURS] = function.address();
        numbers[BEFORE] = Libbpf.libbpf_set_print(numbers[OURS]);
      }
      numbers[CALLS]++;
      shared = all;
      return all;
    }
  }

  /** A call of this copy has ended. */
  void end(Entry<long[], List<Predicate<long[]>>> all) {
    synchronized (LOCK) {
      long[] numbers = all.getKey();
      numbers[CALLS]--;
      if (numbers[CALLS] == 0) {
        long found = Libbpf.libbpf_set_print(numbers[BEFORE]);
        if (found != numbers[OURS]) {
          Libbpf.libbpf_set_print(found); // somebody else has set his own meanwhile
        }
        all.getValue().clear();
        System.getProperties().remove(property, all);
      }
    }
  }

  /** Only under the lock. Holds the listeners, and with them their copies, until the last call. */
  @SuppressWarnings("unchecked") // all copies put the same there
  private Entry<long[], List<Predicate<long[]>>> shared() {
    Properties properties = System.getProperties();
    Object known = properties.get(property);
    if (known == null) {
      known = new SimpleImmutableEntry<>(new long[3], new CopyOnWriteArrayList<>());
      properties.put(property, known);
    }
    return (Entry<long[], List<Predicate<long[]>>>) known;
  }

  private void hear(int level, long format, long arguments) {
    try {
      if (LibbpfLog.hear(level, format, arguments)) {
        return;
      }
      Entry<long[], List<Predicate<long[]>>> all = shared;
      if (all == null) {
        return;
      }
      long[] line = {level, format, arguments};
      for (Predicate<long[]> other : all.getValue()) {
        if (other != listener && other.test(line)) {
          return;
        }
      }
      long before = all.getKey()[BEFORE];
      if (before != 0) {
        NativeBinding.calls().function(before).int32(level, format, arguments);
      }
    } catch (RuntimeException | Error e) {
      // Nothing may be thrown through C.
    }
  }
}
