package org.bpfskel.bench;

import java.io.File;
import java.util.Arrays;
import java.util.List;

/**
 * A program to start, as an application would be.
 *
 * @param name of it, and of its cache
 * @param main its class
 * @param classPath what an application has, and nothing of JMH
 * @param arguments of it
 */
record Start(String name, Class<?> main, String classPath, List<String> arguments) {
  static Start of(String name, Class<?> main, String... arguments) {
    return new Start(name, main, applicationClassPath(), List.of(arguments));
  }

  /** The same by JNI. */
  Start withNatives(String name) {
    return new Start(name, main, Setting.withNatives(classPath), arguments);
  }

  Start with(String argument) {
    return new Start(name, main, classPath, List.of(argument));
  }

  static String applicationClassPath() {
    return String.join(
        File.pathSeparator,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.matches(".*/(bpfskel|jna|jspecify)[^/]*\\.jar"))
            .toList());
  }
}
