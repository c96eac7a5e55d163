package org.bpfskel.it.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The kernel's TCP congestion controls. */
final class CongestionControls {
  private static final Path SYSCTLS = Path.of("/proc/sys/net/ipv4");
  private static final Path DEFAULT = SYSCTLS.resolve("tcp_congestion_control");

  private CongestionControls() {}

  static List<String> available() throws IOException {
    return List.of(
        Files.readString(SYSCTLS.resolve("tcp_available_congestion_control")).strip().split(" "));
  }

  /** The one that sockets made from now on have. */
  static String chosen() throws IOException {
    return Files.readString(DEFAULT).strip();
  }

  static void choose(String name) throws IOException {
    Files.writeString(DEFAULT, name);
  }
}
