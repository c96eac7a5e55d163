package org.bpfskel.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Objects of a struct_ops variable, that differ in their size alone. */
final class GrowingObject {
  /** Each of 12 bytes, and some 16 of its name. */
  private static final int MEMBERS_OF_A_KILOBYTE = 32;

  private static final int MEMBERS_OF_A_STRUCT = 32;

  /** The most that clang compiles in seconds: its time grows with the square. */
  private static final int MOST_KILOBYTES = 1_000;

  /** Begins the names in C of one such source; another letter in its place makes another object. */
  private static final String PREFIX = "a__";

  private GrowingObject() {}

  /** A struct_ops type of so many {@code int} members. */
  static void ofMembers(int members, Path object) throws IOException, InterruptedException {
    StringBuilder c = new StringBuilder("struct many_ops {\n");
    for (int i = 0; i < members; i++) {
      c.append("  int member_%d;\n".formatted(i));
    }
    c.append("};\n__attribute__((section(\".struct_ops.link\"), used)) ")
        .append("struct many_ops many = { .member_0 = 1 };\n")
        .append("char LICENSE[] __attribute__((section(\"license\"), used)) = \"GPL\";\n");
    compile(c.toString(), object);
  }

  /** A small struct_ops type, beside so much BTF that programs' parameters bring along. */
  static void ofKilobytes(int kilobytes, Path object) throws IOException, InterruptedException {
    Path small = object.resolveSibling("small.o");
    ofMembers(10, small);
    Path unused = object.resolveSibling("unused.o");
    compile(unused(Math.min(kilobytes, MOST_KILOBYTES)), unused);
    String bytes = Files.readString(unused, StandardCharsets.ISO_8859_1);
    List<Path> parts = new ArrayList<>(List.of(small));
    for (int part = 0; part < Math.max(1, kilobytes / MOST_KILOBYTES); part++) {
      String named = bytes.replace(PREFIX, (char) ('a' + part) + PREFIX.substring(1));
      Path copy = object.resolveSibling("unused_" + part + ".o");
      parts.add(Files.writeString(copy, named, StandardCharsets.ISO_8859_1));
    }
    String bpftool = System.getenv().getOrDefault("BPFSKEL_BPFTOOL", "bpftool");
    Program.of(bpftool, "gen", "object", object, parts).run();
  }

  private static String unused(int kilobytes) {
    int members = kilobytes * MEMBERS_OF_A_KILOBYTE;
    StringBuilder c = new StringBuilder();
    StringBuilder all = new StringBuilder("struct " + PREFIX + "all {\n");
    for (int i = 0; i < members; i++) {
      if (i % MEMBERS_OF_A_STRUCT == 0) {
        c.append("struct %sunused_%d {\n".formatted(PREFIX, i));
        all.append("  struct %sunused_%d m%d;\n".formatted(PREFIX, i, i));
      }
      c.append("  int %smember_%d;\n".formatted(PREFIX, i));
      if (i % MEMBERS_OF_A_STRUCT == MEMBERS_OF_A_STRUCT - 1 || i == members - 1) {
        c.append("};\n");
      }
    }
    return c.append(all)
        .append("};\n__attribute__((section(\"socket\"), used)) ")
        .append("int %1$sprogram(struct %1$sall *all) { return 0; }\n".formatted(PREFIX))
        .toString();
  }

  private static void compile(String source, Path object) throws IOException, InterruptedException {
    Path file = Files.writeString(object.resolveSibling("object.c"), source);
    String clang = System.getProperty("clang", "clang");
    Program.of(clang, "-g", "-O2", "-target", "bpf", "-c", file, "-o", object).run();
  }
}
