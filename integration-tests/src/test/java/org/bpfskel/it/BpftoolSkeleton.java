package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The C header that {@code bpftool gen skeleton FILE} writes. */
record BpftoolSkeleton(String header) {

  static BpftoolSkeleton of(Path file) throws IOException {
    return new BpftoolSkeleton(Bpftool.run("gen", "skeleton", file.toString()));
  }

  /** The names in one of the groups {@code maps}, {@code progs} and {@code links}. */
  List<String> names(String group) {
    // The C++ part of the header has no such struct.
    Matcher struct =
        Pattern.compile(
                "\\tstruct \\{\\n((?:\\t\\tstruct bpf_\\w+ \\*\\w+;\\n)*)\\t\\} " + group + ";")
            .matcher(header);
    if (!struct.find()) {
      return List.of();
    }
    return Pattern.compile("\\*(\\w+);")
        .matcher(struct.group(1))
        .results()
        .map((MatchResult name) -> name.group(1))
        .toList();
  }
}
