package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each line of Java in {@code docs/porting.md} compiles, in the class and with the object that the
 * page has.
 */
class PortingTest {
  private static final Path PAGE = Path.of("../docs/porting.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(c|java)\\n(.*?)^```$");

  /** A row of a table with two columns, but for those of its head. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (?!C \\||Rust \\||Go \\||hello-ebpf \\|).*? \\| (.*) \\|$");

  private static final Pattern LINE = Pattern.compile("`([^`]+;|[^`]+\\})`");

  @Test
  void eachLineCompiles(@TempDir Path root) throws IOException {
    String page = Files.readString(PAGE);
    byte[] object =
        Clang.bpf(
            block(page, "c"),
            "-idirafter",
            "/usr/include/x86_64-linux-gnu",
            "-idirafter",
            "/usr/include/aarch64-linux-gnu");
    Path objects = root.resolve("objects");
    Project.write(objects.resolve("bpf/port.bpf.o"), object);
    List<String> lines = lines(page);
    assertThat(lines.size()).isGreaterThan(150);
    new Project(root)
        .source("Port.java", withMethods(block(page, "java"), lines))
        .compiles(List.of(objects));
  }

  /** The only one in that language. */
  private static String block(String page, String language) {
    List<String> blocks =
        BLOCK
            .matcher(page)
            .results()
            .filter(block -> block.group(1).equals(language))
            .map(block -> block.group(2))
            .toList();
    assertThat(blocks).hasSize(1);
    return blocks.get(0);
  }

  /** Of the last column of all tables, one a row. */
  private static List<String> lines(String page) {
    List<String> lines = new ArrayList<>();
    for (Matcher row = ROW.matcher(page); row.find(); ) {
      Matcher line = LINE.matcher(row.group(1));
      assertThat(line.matches()).isTrue();
      lines.add(line.group(1));
    }
    return lines;
  }

  /** The class with a method for each line. */
  private static String withMethods(String source, List<String> lines) {
    StringBuilder text = new StringBuilder(source.substring(0, source.lastIndexOf('}')));
    for (int i = 0; i < lines.size(); i++) {
      text.append("  void line%d() throws Exception { %s }\n".formatted(i, lines.get(i)));
    }
    return text.append("}\n").toString();
  }
}
