package org.bpfskel.it.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Maven and a version of its compiler plugin: the running Maven with the oldest and the newest,
 * or with {@code ./dev maven} all of the lists that it gives.
 */
record Toolchain(Path maven, String compilerPlugin) {
  private static final String MAVENS = System.getProperty("bpfskel.mavens", "");
  private static final String COMPILER_PLUGINS =
      System.getProperty("bpfskel.compiler-plugins", "3.1,3.16.0");

  static List<Toolchain> all() {
    List<Toolchain> all = new ArrayList<>();
    String mavens = MAVENS.isEmpty() ? System.getProperty("maven.home", "") : MAVENS;
    for (String maven : mavens.split(",", -1)) {
      for (String plugin : COMPILER_PLUGINS.split(",", -1)) {
        Toolchain toolchain = new Toolchain(Path.of(maven), plugin);
        if (toolchain.works()) {
          all.add(toolchain);
        }
      }
    }
    return all;
  }

  /** Those that are asked for; else the newest alone, for what hardly depends on it. */
  static List<Toolchain> some() {
    List<Toolchain> all = all();
    return MAVENS.isEmpty() ? List.of(all.get(all.size() - 1)) : all;
  }

  /** The compiler plugin 4 needs Maven 4. */
  private boolean works() {
    return !compilerPlugin.startsWith("4")
        || maven.getFileName().toString().startsWith("apache-maven-4");
  }

  boolean hasToBeToldToProcess() {
    return Runtime.version().feature() >= 23 && compilerPlugin.matches("3\\.(\\d|1[012])(\\..*)?");
  }

  @Override
  public String toString() {
    return "%s with maven-compiler-plugin %s".formatted(maven.getFileName(), compilerPlugin);
  }
}
