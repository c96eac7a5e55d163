package org.bpfskel.internal.libbpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How this system gets a libbpf that is new enough: by {@code os-release(5)}. */
public final class LibbpfPackage {
  private static final List<Path> FILES =
      List.of(Path.of("/etc/os-release"), Path.of("/usr/lib/os-release"));

  private static final int DEBIAN_WITH_IT = 13;
  private static final int DEBIAN_WITH_BACKPORT = 12;
  private static final double UBUNTU_WITH_IT = 24.10;

  private LibbpfPackage() {}

  /** For the system that this is. */
  static String advice() {
    for (Path file : FILES) {
      try {
        return advice(Files.readString(file));
      } catch (IOException e) {
        // Then the other; a system may have neither.
      }
    }
    return advice("");
  }

  /** For the system whose {@code os-release} it is. */
  static String advice(String osRelease) {
    return "bpfskel needs libbpf 1.4 or newer. "
        + command(osRelease)
        + ". Or name a library file with -D"
        + LibbpfLibrary.PROPERTY
        + "=FILE or "
        + LibbpfLibrary.VARIABLE
        + "=FILE";
  }

  private static String command(String osRelease) {
    String version = value(osRelease, "VERSION_ID");
    // The system's own name first, then those that it is like, the closest first.
    String names = value(osRelease, "ID") + " " + value(osRelease, "ID_LIKE");
    for (String name : Pattern.compile(" +").splitAsStream(names).toList()) {
      String command = command(name, name.equals(value(osRelease, "ID")) ? version : "");
      if (!command.isEmpty()) {
        return command;
      }
    }
    return "Install the package of libbpf that this system has, often called libbpf or libbpf1";
  }

  /** For a system of that name; empty for one that is not known. */
  private static String command(String name, String version) {
    return switch (name) {
      case "debian" -> debian(version);
      case "ubuntu" -> ubuntu(version);
      case "fedora", "rhel", "centos", "amzn" -> "On this system: dnf install libbpf";
      case "arch" -> "On this system: pacman -S libbpf";
      case "alpine" -> "On this system: apk add libbpf";
      case "opensuse", "suse", "sles" -> "On this system: zypper install libbpf1";
      default -> "";
    };
  }

  private static String debian(String version) {
    double number = number(version);
    if (number >= DEBIAN_WITH_IT) {
      return "On this system: apt install libbpf1";
    }
    if (number >= DEBIAN_WITH_BACKPORT) {
      return "On this system, Debian 12: apt install -t bookworm-backports libbpf1, with"
          + " bookworm-backports among the sources of apt";
    }
    return "Debian 13 has it in libbpf1, Debian 12 in libbpf1 of bookworm-backports";
  }

  private static String ubuntu(String version) {
    return number(version) >= UBUNTU_WITH_IT
        ? "On this system: apt install libbpf1"
        : "Ubuntu has it in libbpf1 since 24.10, before that an older one";
  }

  /** 0 where there is none, as testing has none, and what is only like Debian. */
  private static double number(String version) {
    try {
      return version.isEmpty() ? 0 : Double.parseDouble(version);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String value(String osRelease, String key) {
    for (String line : osRelease.split("\n", -1)) {
      if (line.startsWith(key + "=")) {
        return line.substring(key.length() + 1).replaceAll("[\"']", "").strip();
      }
    }
    return "";
  }
}
