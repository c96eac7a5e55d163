package org.bpfskel.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What measurements run with.
 *
 * @param rounds how many processes measure each figure
 * @param programs folder of the C programs
 * @param work folder for what measurements make
 * @param jdk17 the JDK that bytecode is for
 * @param newest the newest JDK here
 */
record Setting(int rounds, Path programs, Path work, Path jdk17, Path newest) {
  Program c(String name, Object... arguments) {
    return Program.of(programs.resolve(name), List.of(arguments));
  }

  /** A class of this module in a Java machine of its own, of JDK 17. */
  Program java(Class<?> main, Object... arguments) {
    return java(jdk17, List.of(), main, arguments);
  }

  /** The same of the newest JDK. */
  Program javaOnNewest(Class<?> main, Object... arguments) {
    return java(newest, List.of("--enable-native-access=ALL-UNNAMED"), main, arguments);
  }

  private static Program java(Path jdk, List<String> options, Class<?> main, Object... arguments) {
    return Program.of(
        jdk.resolve("bin/java"),
        options,
        List.of("-Dclang=" + System.getProperty("clang", "clang"), "-cp"),
        System.getProperty("java.class.path"),
        main.getName(),
        List.of(arguments));
  }
}
