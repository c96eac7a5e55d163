package org.bpfskel.it;

import static java.util.regex.Pattern.MULTILINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The C header that {@code bpftool gen skeleton FILE} writes. */
public record BpftoolSkeleton(String header) {
  /** Whatever the file's name, and no name that a program's own types have. */
  private static final String NAME = "bpftool_skeleton";

  /** The names of C's machine modes, by the bytes that a number of each has. */
  private static final Map<Integer, String> MODES = Map.of(1, "QI", 2, "HI", 4, "SI", 8, "DI");

  public static BpftoolSkeleton of(Path file) throws IOException {
    return new BpftoolSkeleton(Bpftool.run("gen", "skeleton", file.toString(), "name", NAME));
  }

  /** The names in one of the groups {@code maps}, {@code progs} and {@code links}. */
  public List<String> names(String group) {
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

  /**
   * The struct of each data section, as clang lays it out.
   *
   * @param object which the skeleton is of: its BTF has the types that the structs name
   */
  public Map<String, BpftoolBtf.Struct> dataSections(Path object) throws IOException {
    String skeleton = struct();
    List<String> sections =
        Pattern.compile("^\t\\} \\*(\\w+);$", MULTILINE)
            .matcher(skeleton)
            .results()
            .map((MatchResult section) -> section.group(1))
            .toList();
    if (sections.isEmpty()) {
      return new LinkedHashMap<>();
    }
    String types = Bpftool.run("btf", "dump", "file", object.toString(), "format", "c");
    // clang leaves out what only a pointer names: each section gets a variable of its struct.
    String variables =
        sections.stream()
            .map(
                section ->
                    "__typeof__(*((struct %1$s *) 0)->%2$s) %1$s_%2$s;\n".formatted(NAME, section))
            .collect(Collectors.joining());
    Path compiled = Files.createTempFile("sections", ".o");
    try {
      Clang.compile(
          "bpf",
          types + leftOut(skeleton, types, BpftoolBtf.of(object)) + skeleton + variables,
          compiled);
      Map<String, BpftoolBtf.Struct> structs = new LinkedHashMap<>();
      BpftoolBtf.of(compiled)
          .structs("\\.bss")
          .forEach((name, struct) -> structs.put(name.substring(NAME.length() + 1), struct));
      return structs;
    } finally {
      Files.deleteIfExists(compiled);
    }
  }

  /** Its part that is C. */
  private String struct() throws IOException {
    String start = "\nstruct " + NAME + " {\n";
    int begin = header.indexOf(start);
    int end = header.indexOf("\n#ifdef __cplusplus\n", begin);
    if (begin < 0 || end < 0) {
      throw new IOException("the header has no struct " + NAME);
    }
    return header.substring(begin, end) + "\n};\n";
  }

  /** bpftool declares no enum of one byte, and none of which BTF knows no values. */
  private static String leftOut(String struct, String types, BpftoolBtf btf) {
    return Pattern.compile("\\benum (\\w+) ")
        .matcher(struct)
        .results()
        .map(name -> name.group(1))
        .distinct()
        .filter(name -> !types.contains("enum " + name + " {"))
        .map(
            name ->
                "enum %1$s { %1$s__no_value } __attribute__((mode(%2$s)));\n"
                    .formatted(name, MODES.get(btf.enumSize(name))))
        .collect(Collectors.joining());
  }
}
