package org.bpfskel.attach;

import java.util.Map;
import org.bpfskel.AttachType;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.attach.ProgramQuery;
import org.bpfskel.internal.os.NetworkInterfaces;
import org.jspecify.annotations.Nullable;

/**
 * A network interface, by the name or the index that it has in the network namespace of the thread
 * that attaches.
 *
 * @param name its name, such as {@code eth0}; null if it goes by its index
 * @param index its index; 0 if it goes by its name
 */
public record Interface(@Nullable String name, int index) {
  /** What ENODEV means for whatever goes to an interface. */
  static final String MISSING = "this network namespace has no such interface";

  /**
   * Makes one that goes by either of the two.
   *
   * @param name its name; null if it goes by its index
   * @param index its index, positive if there is no name
   * @throws IllegalArgumentException if there is no name and the index is not positive
   */
  public Interface {
    if (name == null && index <= 0) {
      throw new IllegalArgumentException("an interface's index is positive, not " + index);
    }
  }

  /**
   * {@return the interface of that name, looked up when a program is attached}
   *
   * @param name its name, such as {@code eth0}
   */
  public static Interface named(String name) {
    return new Interface(name, 0);
  }

  /**
   * {@return the interface of that index}
   *
   * @param index its index, as {@code if_nametoindex(3)} gives it
   * @throws IllegalArgumentException if the index is not positive
   */
  public static Interface indexed(int index) {
    return new Interface(null, index);
  }

  /**
   * {@return its index as of now: what {@code if_nametoindex(3)} gives for a name, else {@link
   * #index}}
   *
   * @throws org.bpfskel.BpfException {@code ENODEV} if this thread's network namespace has no
   *     interface of that name
   */
  public int currentIndex() {
    try (Descriptors descriptors = new Descriptors()) {
      return index(descriptors);
    }
  }

  /** Its index as of now. */
  int index(Descriptors descriptors) {
    return name == null
        ? index
        : descriptors.number(name, Map.of("ENODEV", MISSING), () -> NetworkInterfaces.index(name));
  }

  /** The programs of one of its hooks that keeps them in order. */
  static AttachedPrograms query(Interface on, AttachType type, String invalid) {
    try (Descriptors descriptors = new Descriptors()) {
      return AttachedPrograms.of(
          new ProgramQuery(on.toString(), invalid, ProgramQuery.Arrays.LINKS)
              .of(on.index(descriptors), type));
    }
  }

  /** The name, or the index after a {@code #}. */
  @Override
  public String toString() {
    return name == null ? "#" + index : Printable.of(name);
  }
}
