package org.bpfskel.internal.load;

import java.nio.file.Path;
import java.util.List;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.PinPath;
import org.bpfskel.internal.handle.Privileges;
import org.bpfskel.internal.section.SpecialVariables;
import org.jspecify.annotations.Nullable;

/** Why a load failed, as far as libbpf's lines tell it: its error number says little. */
public final class LoadRefusal {
  private static final String FUNCTION = "extern (func ksym) '";
  private static final String VARIABLE = "extern (var ksym) '";
  private static final String EXTERN = "extern '";
  private static final String TARGET = "failed to find kernel BTF type ID of '";
  private static final String PINNED = "pinned map '";
  private static final String UNMAPPED = "': failed to re-mmap() contents";
  private static final String PIN = "failed to auto-pin at '";

  private LoadRefusal() {}

  /** What the error means; null if the system's own words have to do. */
  static @Nullable String of(String errnoName, List<String> lines, List<MapHandle> maps) {
    for (String line : lines) {
      // ESRCH or EINVAL, by what is missing and by libbpf's version.
      String what = missing(line);
      if (what != null) {
        return what;
      }
    }
    return switch (errnoName) {
      case "ESRCH" ->
          "the running kernel lacks something that the object needs; libbpf's lines name it";
      case "EPERM" -> forbidden(lines);
      case "ENOTSUPP" -> unmapped(lines, maps);
      case "ENOSPC" -> "a program's log may be longer than its chosen log size";
      default -> null;
    };
  }

  private static @Nullable String missing(String line) {
    boolean differs = line.contains("incompatible");
    String name = quoted(line, FUNCTION);
    if (name != null && differs) {
      return ("the object declares the kernel's function %s with another prototype than the kernel"
              + " has; a parameter's struct has to be defined, not only named, as vmlinux.h does")
          .formatted(name);
    }
    if (name != null) {
      return "neither the running kernel nor a loaded module has a function %s for BPF programs"
          .formatted(name);
    }
    name = quoted(line, VARIABLE);
    if (name != null && differs) {
      return "the object declares the kernel's variable %s with another type than the kernel has"
          .formatted(name);
    }
    if (name != null) {
      return "the BTF of the running kernel has no variable " + name;
    }
    name = quoted(line, TARGET);
    if (name != null) {
      return ("the BTF of the running kernel and its loaded modules has no %s, to which a program is"
              + " to be attached")
          .formatted(name);
    }
    name = quoted(line, EXTERN);
    if (name == null) {
      return null;
    }
    return name.startsWith("CONFIG_")
        ? "the configuration of the running kernel has no option " + name
        : "the running kernel has no symbol " + name;
  }

  /** Since 1.6 libbpf maps sections of variables itself; before, only who asks for them does. */
  private static @Nullable String unmapped(List<String> lines, List<MapHandle> maps) {
    for (String line : lines) {
      if (line.contains(UNMAPPED)) {
        for (MapHandle map : maps) {
          if (line.contains("'" + map.name() + UNMAPPED)) {
            return SpecialVariables.refusal(map);
          }
        }
      }
    }
    return null;
  }

  private static String forbidden(List<String> lines) {
    for (String line : lines) {
      String path = quoted(line, PINNED);
      path = path == null ? quoted(line, PIN) : path;
      if (path != null) {
        return PinPath.refused(Path.of(path));
      }
    }
    return Privileges.refusal();
  }

  /** What stands in quotes behind these words; null if the line has them not. */
  private static @Nullable String quoted(String line, String words) {
    int at = line.indexOf(words);
    int end = at < 0 ? -1 : line.indexOf('\'', at + words.length());
    return end < 0 ? null : line.substring(at + words.length(), end);
  }
}
