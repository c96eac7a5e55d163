package org.bpfskel.it.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bpfskel.it.Command;

/**
 * A page of {@code docs} as a reader follows it. A fenced block below a line that ends with a
 * file's name, {@code `pom.xml`:}, is that file, and one of dependencies or of what manages them is
 * added to it. In a block of {@code console} each line behind {@code $} is a command, and the lines
 * below it are what it prints, where {@code …} stands for anything.
 */
final class Guide {
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)(?:`([^`\n]+)`:\n\n)?^```(\\w+)\n(.*?)^```$");
  private static final Pattern BASE =
      Pattern.compile("In the project\\s+of\\s+\\[[^]]+\\]\\(([\\w-]+\\.md)\\)");

  /** Those of the project itself, which are not as deep as managed ones. */
  private static final Pattern DEPENDENCIES = Pattern.compile("(?m)^  <dependencies>\n");

  private static final Pattern DEPENDENCIES_END = Pattern.compile("(?m)^  </dependencies>\n");

  /** Programs that hardly any machine has all of, and what tells whether this one has it. */
  private static final Map<String, String> PROBES =
      Map.of(
          "docker", "docker info",
          "gradle", "gradle --version",
          "native-image", "native-image --version");

  /** Maven ends what it prints with one, colours or not. */
  private static final Pattern COLOUR = Pattern.compile("\\u001b\\[[;\\d]*m");

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final String page;
  private final Path folder;
  private final Map<String, String> environment;
  private final List<String> differences = new ArrayList<>();
  private Optional<String> notHere = Optional.empty();
  private int commands;

  private Guide(Path page, Path folder, Map<String, String> environment) throws IOException {
    this.page = Files.readString(page);
    this.folder = folder;
    this.environment = environment;
  }

  static boolean hasCommands(Path page) throws IOException {
    return Files.readString(page).contains("```console\n");
  }

  /** The page in whose project this one begins, by its file's name. */
  static Optional<String> base(Path page) throws IOException {
    return BASE.matcher(Files.readString(page))
        .results()
        .map((MatchResult base) -> base.group(1))
        .findFirst();
  }

  /**
   * Writes the page's files into the folder, and runs its commands there, in its order, up to the
   * first that is not as the page says or needs a program that is not here.
   */
  static Guide follow(Path page, Path folder, Map<String, String> environment) throws IOException {
    Guide guide = new Guide(page, folder, environment);
    Matcher block = BLOCK.matcher(guide.page);
    while (guide.goesOn() && block.find()) {
      if (block.group(1) != null) {
        write(folder.resolve(block.group(1)), block.group(3));
      } else if (block.group(2).equals("console")) {
        guide.console(block.group(3));
      }
    }
    if (guide.commands == 0 && guide.notHere.isEmpty()) {
      guide.differences.add("no commands in " + page);
    }
    return guide;
  }

  /** What was not as the page says. */
  List<String> differences() {
    return differences;
  }

  /** Why the rest of the page was not followed; empty if all of it was. */
  Optional<String> notHere() {
    return notHere;
  }

  private boolean goesOn() {
    return differences.isEmpty() && notHere.isEmpty();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    String start = text.stripLeading();
    if (start.startsWith("<dependency>")) {
      insert(text, file, DEPENDENCIES_END);
    } else if (start.startsWith("<dependencyManagement>")) {
      insert(text, file, DEPENDENCIES);
    } else {
      Files.writeString(file, text);
    }
  }

  private static void insert(String text, Path file, Pattern before) throws IOException {
    String all = Files.readString(file);
    Files.writeString(
        file,
        before.matcher(all).replaceFirst(line -> Matcher.quoteReplacement(text + line.group())));
  }

  private void console(String block) throws IOException {
    for (String part : block.split("(?m)^\\$ ", -1)) {
      if (!part.isBlank() && goesOn()) {
        int end = part.indexOf('\n');
        run(part.substring(0, end), part.substring(end + 1));
      }
    }
  }

  private void run(String command, String shown) throws IOException {
    String probe = PROBES.get(command.replaceFirst("^sudo ", "").split(" ", 2)[0]);
    if (probe != null && shell(probe).exitCode() != 0) {
      notHere = Optional.of("%s fails here, so %s is not tried".formatted(probe, command));
      return;
    }
    commands++;
    Command run = shell(command);
    String lines = Pattern.quote(shown).replaceAll("(?m)^…\n", "\\\\E(?:.*\n)?\\\\Q");
    Pattern expected = Pattern.compile("(?s)" + lines.replace("…", "\\E.*\\Q"));
    String output = COLOUR.matcher(run.output()).replaceAll("");
    boolean asShown = shown.isEmpty() || expected.matcher(output).matches();
    if (run.exitCode() != 0 || !asShown) {
      differences.add(
          "%s: exit code %d, and not what the page shows:%n%s"
              .formatted(command, run.exitCode(), output));
    }
  }

  private Command shell(String command) throws IOException {
    return Command.run(
        List.of("bash", "-c", "cd '" + folder + "' && " + command), environment, LONGEST);
  }
}
