package org.bpfskel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions of libbpf, and for each where users of the runtime have it, or why they do not. One
 * line of the table is a function, the version of libbpf that has it first, and one of:
 *
 * <ul>
 *   <li>{@code Type#method}, or {@code Type}: there, and the Javadoc names the function
 *   <li>{@code as function}: that other one does the same and more
 *   <li>{@code within: purpose}: the runtime alone calls it
 *   <li>{@code absent: reason}
 * </ul>
 */
final class LibbpfFunctions {
  private static final String AS = "as ";
  private static final String ABSENT = "absent: ";
  private static final String WITHIN = "within: ";

  /** The beginning of a version in libbpf.map. */
  private static final Pattern VERSION = Pattern.compile("LIBBPF_([0-9.]+) \\{");

  private static final Pattern FUNCTION = Pattern.compile("\\s+([a-z]\\w*);.*");

  /**
   * One function.
   *
   * @param name in C
   * @param since the first version of libbpf that has it
   * @param answer what the table says after that
   */
  record Row(String name, String since, String answer) {
    boolean isAbsent() {
      return answer.startsWith(ABSENT);
    }

    boolean isAsAnother() {
      return answer.startsWith(AS);
    }

    boolean isWithin() {
      return answer.startsWith(WITHIN);
    }

    /** Whether it has a place in the API. */
    boolean hasPlace() {
      return !isAbsent() && !isAsAnother() && !isWithin();
    }

    /** Without the word before it: a place, a function, a purpose or a reason. */
    String said() {
      return answer.replaceFirst("^(?:" + AS + "|" + ABSENT + "|" + WITHIN + ")", "");
    }

    private String cell() {
      if (isAbsent() || isWithin()) {
        return (isWithin() ? "the runtime itself " : "— ") + said();
      }
      return (isAsAnother() ? "what " : "") + "`" + said() + "`" + (isAsAnother() ? " does" : "");
    }
  }

  private final List<Row> rows;

  private LibbpfFunctions(List<Row> rows) {
    this.rows = rows;
  }

  static LibbpfFunctions read(Path table) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      if (!line.startsWith("#")) {
        String[] words = line.split(" ", 3);
        rows.add(new Row(words[0], words[1], words[2]));
      }
    }
    return new LibbpfFunctions(rows);
  }

  /** The names in libbpf's version script, each with its version. */
  static Map<String, String> ofVersionScript(Path script) throws IOException {
    Map<String, String> functions = new TreeMap<>();
    String version = "";
    for (String line : Files.readAllLines(script)) {
      Matcher node = VERSION.matcher(line);
      Matcher function = FUNCTION.matcher(line);
      if (node.matches()) {
        version = node.group(1);
      } else if (function.matches()) {
        functions.put(function.group(1), version);
      }
    }
    return functions;
  }

  Map<String, String> versions() {
    return rows.stream()
        .collect(Collectors.toMap(Row::name, Row::since, (a, b) -> a, TreeMap::new));
  }

  List<Row> those(Predicate<Row> which) {
    return rows.stream().filter(which).toList();
  }

  /** The lines of the page for users. */
  List<String> page() {
    String head =
        """
        # Functions of libbpf

        Of each function of libbpf this page says where it is in Java, or why it is not. Of %d functions %d are named in the
        Javadoc of the place beside them, which calls them or does in Java what they do; what %d do another one does as well; %d the
        runtime itself calls for a purpose of its own; %d are absent. `Type#method` is a method of that class or of its builder.

        The page is written from `runtime/src/api/libbpf-functions.txt` by
        `mvn -pl runtime -am test -Dtest=LibbpfFunctionsTest -Dbpfskel.functions=update -Dsurefire.failIfNoSpecifiedTests=false`. The
        same test fails when a place is gone or its Javadoc does not name the function, and, where libbpf's source is, when
        libbpf has a function that is not here.

        | function | since libbpf | in Java |
        |---|---|---|
        """
            .formatted(
                rows.size(),
                those(Row::hasPlace).size(),
                those(Row::isAsAnother).size(),
                those(Row::isWithin).size(),
                those(Row::isAbsent).size());
    return Stream.concat(
            head.lines(),
            rows.stream()
                .map(row -> "| `%s` | %s | %s |".formatted(row.name, row.since, row.cell())))
        .toList();
  }
}
