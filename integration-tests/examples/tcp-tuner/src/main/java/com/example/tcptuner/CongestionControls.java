package com.example.tcptuner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The kernel's TCP congestion controls, of this network namespace. */
final class CongestionControls {
  private static final Path SYSCTLS = Path.of("/proc/sys/net/ipv4");
  private static final Path DEFAULT = SYSCTLS.resolve("tcp_congestion_control");

  private CongestionControls() {}

  static List<String> available() throws IOException {
    return words(SYSCTLS.resolve("tcp_available_congestion_control"));
  }

  /** Those that a process without privilege may choose. */
  static List<String> allowed() throws IOException {
    return words(SYSCTLS.resolve("tcp_allowed_congestion_control"));
  }

  /**
   * Gives {@code name} to every socket created until the result is closed, those of other programs
   * included: Java has no socket option for TCP_CONGESTION, which would choose it for one socket.
   */
  static Default makeDefault(String name) throws IOException {
    Default previous = new Default(words(DEFAULT).get(0));
    choose(name);
    return previous;
  }

  /** The kernel keeps the implementation that goes by the name now, not the name. */
  static void choose(String name) throws IOException {
    Files.writeString(DEFAULT, name);
  }

  /** The default to return to. */
  record Default(String name) implements AutoCloseable {
    @Override
    public void close() {
      try {
        choose(name);
      } catch (IOException e) {
        throw new UncheckedIOException("echo " + name + " > " + DEFAULT, e);
      }
    }
  }

  private static List<String> words(Path sysctl) throws IOException {
    return List.of(Files.readString(sysctl).strip().split(" "));
  }
}
