package org.bpfskel.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What measurements run with.
 *
 * @param rounds how many processes measure each figure
 * @param programs folder of the C programs
 * @param work folder for what measurements make
 * @param oldest the oldest JDK here, 17 if it is
 * @param newest the newest JDK here
 */
record Setting(int rounds, Path programs, Path work, Jdk oldest, Jdk newest) {
  Program c(String name, Object... arguments) {
    return Program.of(programs.resolve(name), List.of(arguments));
  }

  /** A class of this module in a Java machine of its own. */
  Program java(Class<?> main, Object... arguments) {
    return java(oldest, main, arguments);
  }

  /** The same of another JDK. */
  Program java(Jdk jdk, Class<?> main, Object... arguments) {
    return java(jdk, System.getProperty("java.class.path"), main, arguments);
  }

  /** The same with {@code bpfskel-natives}: C is called by JNI. */
  Program byJni(Jdk jdk, Class<?> main, Object... arguments) {
    return java(jdk, withNatives(System.getProperty("java.class.path")), main, arguments);
  }

  /** A class path, and {@code bpfskel-natives} too. */
  static String withNatives(String classPath) {
    return classPath + File.pathSeparator + System.getProperty("bench.natives");
  }

  private static Program java(Jdk jdk, String classPath, Class<?> main, Object... arguments) {
    return Program.of(
        jdk.program("java"),
        "--enable-native-access=ALL-UNNAMED",
        List.of("-Dclang=" + System.getProperty("clang", "clang"), "-cp"),
        classPath,
        main.getName(),
        List.of(arguments));
  }

  /** What a build file would have as its processor path. */
  String processorPath() throws IOException {
    try (Stream<Path> files = Files.list(programs.resolveSibling("processor"))) {
      return String.join(File.pathSeparator, files.map(Path::toString).sorted().toList());
    }
  }
}
