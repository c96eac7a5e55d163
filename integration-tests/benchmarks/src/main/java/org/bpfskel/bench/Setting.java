package org.bpfskel.bench;

import java.nio.file.Path;
import java.util.ArrayList;
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

  /** A class of this module in a Java machine of its own. */
  Program java(Class<?> main, Object... arguments) {
    List<Object> command = new ArrayList<>();
    command.add(jdk17.resolve("bin/java"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return Program.of(command);
  }
}
