package org.bpfskel.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** BPF objects by kind and id, such as {@code map 12}. */
final class KernelObjects {
  private static final List<String> KINDS = List.of("map", "prog", "link", "btf");
  private static final Path PROCESSES = Path.of("/proc");

  /** How the kernel describes a descriptor. */
  private static final Pattern ID = Pattern.compile("(map|prog|link|btf)_id:\\s+(\\d+)");

  private static final int TRIES = 100;

  private KernelObjects() {}

  /** All that there are: {@code bpftool map list} and the like. */
  static Set<String> ofTheMachine() throws IOException {
    Set<String> found = new HashSet<>();
    for (String kind : KINDS) {
      for (JsonElement object : JsonParser.parseString(list(kind)).getAsJsonArray()) {
        found.add(kind + " " + object.getAsJsonObject().get("id").getAsInt());
      }
    }
    return found;
  }

  /** bpftool fails where an object is just being made or taken away. */
  private static String list(String kind) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return Bpftool.run("-j", kind, "list");
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Those that another process has a descriptor of. */
  static Set<String> ofOtherProcesses() throws IOException {
    Set<String> found = new HashSet<>();
    String self = Long.toString(ProcessHandle.current().pid());
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        if (!process.endsWith(self)) {
          addHeld(process.resolve("fdinfo"), found);
        }
      }
    }
    return found;
  }

  private static void addHeld(Path descriptors, Set<String> found) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
      for (Path file : files) {
        try (Stream<String> lines = Files.lines(file)) {
          lines
              .map(ID::matcher)
              .filter(Matcher::matches)
              .forEach(id -> found.add(id.group(1) + " " + id.group(2)));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // A process or a descriptor that is gone meanwhile.
    }
  }
}
