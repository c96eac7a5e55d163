package org.bpfskel.internal.libbpf;

import java.util.Locale;
import org.bpfskel.internal.foreign.JnaCalls;
import org.jspecify.annotations.Nullable;

/** Why JNA cannot be used, and what to do about it. */
public final class JnaFailure {
  private static final String NEEDED = "bpfskel needs JNA 5.12 or newer, net.java.dev.jna:jna";
  private static final String INSTALLED =
      "-Djna.boot.library.path=DIR with -Djna.nounpack=true has JNA take the libjnidispatch.so in DIR"
          + " of its own version";

  /** What the first failure was: of a later one JNA tells only that there was one. */
  private static @Nullable String explained;

  private JnaFailure() {}

  /**
   * Throws if JNA is older than what the runtime calls of it.
   *
   * @param whyNotJni why {@code NativeBinding} does not do without
   * @throws LinkageError if there is no JNA at all
   */
  static void requireVersion(String whyNotJni) throws LibbpfUnavailableException {
    try {
      ClassLoader loader = JnaFailure.class.getClassLoader();
      Class<?> memory = Class.forName(JnaCalls.MEMORY, false, loader);
      if (!AutoCloseable.class.isAssignableFrom(memory)) {
        throw new LibbpfUnavailableException(
            "JNA" + version(memory) + " is too old: " + NEEDED + jni(whyNotJni));
      }
    } catch (ClassNotFoundException e) {
      throw new LibbpfUnavailableException(
          "JNA is not on the class path, there is no class "
              + JnaCalls.MEMORY
              + ": "
              + NEEDED
              + jni(whyNotJni));
    }
  }

  private static String jni(String whyNotJni) {
    return ". JNI, which needs no JNA, is not used either: " + whyNotJni;
  }

  private static String version(Class<?> jna) {
    Package described = jna.getPackage();
    String version = described == null ? null : described.getImplementationVersion();
    return version == null ? "" : " " + version;
  }

  /** For what a use of it has thrown. */
  static synchronized String explain(Throwable thrown, String whyNotJni) {
    String known = explained;
    if (known == null) {
      Throwable first = first(thrown);
      String said = String.valueOf(first.getMessage()).strip();
      known =
          "JNA, by which bpfskel calls libbpf, cannot be used ("
              + line(said)
              + "): "
              + advice(first, said.toLowerCase(Locale.ROOT))
              + ". JNA tries this once in the life of a Java machine: start it anew"
              + jni(whyNotJni);
      explained = known;
    }
    return known;
  }

  private static String advice(Throwable first, String words) {
    if (first instanceof IllegalCallerException) {
      return "this Java machine allows it no native access: start it with"
          + " --enable-native-access=ALL-UNNAMED, or with "
          + JnaCalls.MODULE
          + " if JNA is on the module path";
    }
    if (words.contains("incompatible jna native library")) {
      return "the native library that it has found is that of another version of JNA"
          + named("jna.boot.library.path")
          + ": take the property away, or name the folder of the right one";
    }
    // In musl's words; glibc has others.
    if (words.contains("error loading shared library") || words.contains("error relocating")) {
      return "its native library is made for glibc, and this system's C library is musl, as on"
          + " Alpine: apk add gcompat has it work with both, or "
          + INSTALLED
          + ", made for musl";
    }
    if (words.contains("failed to map segment")) {
      return "it unpacks its native library into a folder from which nothing may be executed, one"
          + " that is mounted noexec: -Djna.tmpdir=DIR names another folder; "
          + INSTALLED;
    }
    if (words.contains("temporary") || words.contains("no space") || words.contains("read-only")) {
      return "it cannot unpack its native library, for the temporary folder is full or cannot be"
          + " written: -Djna.tmpdir=DIR names another folder; "
          + INSTALLED;
    }
    if (words.contains("not found in resource path") || words.contains("jna native support")) {
      return "jna.jar has no native library for this machine, or may not unpack it: " + INSTALLED;
    }
    return NEEDED;
  }

  private static String named(String property) {
    String value = System.getProperty(property);
    return value == null ? "" : ", at -D" + property + "=" + value;
  }

  /** What began it: the Java machine wraps it, and repeats it in other words at each later use. */
  private static Throwable first(Throwable thrown) {
    Throwable first = thrown;
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      first = cause;
    }
    return first;
  }

  /** In one line, without JNA's own advice. */
  private static String line(String said) {
    int advice = said.indexOf("To resolve this issue");
    String found = advice < 0 ? said : said.substring(0, advice);
    return found.replaceAll("\\s+", " ").replaceAll("[ .]+$", "");
  }
}
