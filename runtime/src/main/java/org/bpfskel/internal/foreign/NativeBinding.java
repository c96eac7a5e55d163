package org.bpfskel.internal.foreign;

import org.bpfskel.internal.natives.UnusableLibraryException;
import org.jspecify.annotations.Nullable;

/**
 * How this process calls C: the one place that chooses. The library of {@code bpfskel-natives}
 * where it is there and can be loaded, else JNA; or what {@value #PROPERTY} names.
 */
public final class NativeBinding {
  public static final String PROPERTY = "bpfskel.binding";

  private static final String JNI = "jni";
  private static final String JNA = "jna";

  private static volatile @Nullable NativeCalls chosen;

  /** Empty if it is JNI; null as long as that is not decided. */
  private static @Nullable String whyJna;

  private NativeBinding() {}

  /**
   * No static initialiser: one that fails for want of memory would fail for ever.
   *
   * @throws UnsatisfiedLinkError as {@link #whyJna}
   */
  public static NativeCalls calls() {
    NativeCalls calls = chosen;
    if (calls == null) {
      calls = choose(); // two threads may each make one: they are alike
      chosen = calls;
    }
    return calls;
  }

  private static NativeCalls choose() {
    try {
      return whyJna().isEmpty() ? new JniCalls() : new JnaCalls();
    } catch (UnusableLibraryException e) {
      throw new UnsatisfiedLinkError(e.reason());
    }
  }

  /**
   * Why the library of {@code bpfskel-natives} is not what calls C; empty if it is. Decides that
   * when it is first asked, and calls nothing of JNA.
   *
   * @throws UnusableLibraryException if the property asks for what cannot be had, or for nothing
   *     that is known
   */
  public static synchronized String whyJna() throws UnusableLibraryException {
    String why = whyJna;
    if (why == null) {
      why = decide(System.getProperty(PROPERTY, ""));
      whyJna = why;
    }
    return why;
  }

  private static String decide(String wanted) throws UnusableLibraryException {
    return switch (wanted) {
      case JNA -> "-D" + PROPERTY + "=" + JNA;
      case JNI -> {
        String why = whyNotJni();
        if (!why.isEmpty()) {
          throw new UnusableLibraryException(
              "-D%s=%s cannot be done: %s".formatted(PROPERTY, JNI, why));
        }
        yield why;
      }
      case "" -> whyNotJni();
      default ->
          throw new UnusableLibraryException(
              "-D%s=%s says nothing: C is called by %s or %s"
                  .formatted(PROPERTY, wanted, JNI, JNA));
    };
  }

  private static String whyNotJni() {
    try {
      JniLibrary.load();
      return "";
    } catch (UnusableLibraryException e) {
      return e.reason();
    }
  }
}
