package com.example.addressfirewall;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A network namespace, in which nobody else misses what is dropped. */
final class OwnNetwork {
  static final String LOOPBACK = "lo";
  static final String REHEARSAL = "--rehearsal";

  private static final String UP = "ip link set " + LOOPBACK + " up";

  private OwnNetwork() {}

  /**
   * Runs a program in a namespace that ends with it; returns its exit status.
   *
   * @throws IllegalArgumentException if there can be none
   */
  static int run(Class<?> program, String... arguments) throws InterruptedException {
    if (inNamespace(UP) != 0) {
      throw new IllegalArgumentException(
          "a network of its own needs unshare, ip and CAP_SYS_ADMIN: name an interface instead");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                UP + " && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    return inNamespace(command.toArray(String[]::new));
  }

  /** Returns the exit status of a line for sh, and of what follows as its arguments. */
  private static int inNamespace(String... line) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("unshare", "--net", "sh", "-c"));
    command.addAll(List.of(line));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      return 127; // as of a shell that finds no such program
    }
  }
}
