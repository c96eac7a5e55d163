package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says of its TCP congestion controls, in this network namespace. */
public final class CongestionControls {
  private static final Path SYSCTLS = Path.of("/proc/sys/net/ipv4");
  private static final Path DEFAULT = SYSCTLS.resolve("tcp_congestion_control");

  private CongestionControls() {}

  public static List<String> available() throws IOException {
    return words(SYSCTLS.resolve("tcp_available_congestion_control"));
  }

  /** Those that a process without privilege may choose. */
  static List<String> allowed() throws IOException {
    return words(SYSCTLS.resolve("tcp_allowed_congestion_control"));
  }

  /** That of sockets which choose none. */
  public static String preset() throws IOException {
    return words(DEFAULT).get(0);
  }

  public static void setPreset(String name) throws IOException {
    Files.writeString(DEFAULT, name);
  }

  /** A name that nothing else on this machine uses, short enough for the kernel. */
  static String uniqueName() {
    return "it_" + Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
  }

  private static List<String> words(Path sysctl) throws IOException {
    return List.of(Files.readString(sysctl).strip().split(" "));
  }
}
