package org.bpfskel.it.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bpfskel.it.Command;

/**
 * A page of {@code docs} as a reader follows it. A fenced block below a line that ends with a
 * file's name, {@code `pom.xml`:}, is that file. In a block of {@code console} each line behind
 * {@code $} is a command, and the lines below it are what it prints, where {@code …} stands for
 * anything.
 */
final class Guide {
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)(?:`([^`\n]+)`:\n\n)?^```(\\w+)\n(.*?)^```$");
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final String page;
  private final Path folder;
  private final Map<String, String> environment;
  private final List<String> differences = new ArrayList<>();
  private int commands;

  private Guide(Path page, Path folder, Map<String, String> environment) throws IOException {
    this.page = Files.readString(page);
    this.folder = folder;
    this.environment = environment;
  }

  static boolean hasCommands(Path page) throws IOException {
    return Files.readString(page).contains("```console\n");
  }

  /**
   * Writes the page's files into the folder, and runs its commands there, in its order.
   *
   * @return what was not as the page says
   */
  static List<String> follow(Path page, Path folder, Map<String, String> environment)
      throws IOException {
    Guide guide = new Guide(page, folder, environment);
    Matcher block = BLOCK.matcher(guide.page);
    while (guide.differences.isEmpty() && block.find()) {
      if (block.group(1) != null) {
        Path file = folder.resolve(block.group(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, block.group(3));
      } else if (block.group(2).equals("console")) {
        guide.console(block.group(3));
      }
    }
    if (guide.commands == 0) {
      guide.differences.add("no commands in " + page);
    }
    return guide.differences;
  }

  private void console(String block) throws IOException {
    for (String part : block.split("(?m)^\\$ ", -1)) {
      if (!part.isBlank()) {
        int end = part.indexOf('\n');
        run(part.substring(0, end), part.substring(end + 1));
      }
    }
  }

  private void run(String command, String shown) throws IOException {
    if (!differences.isEmpty()) {
      return;
    }
    commands++;
    String inFolder = "cd '" + folder + "' && " + command;
    Command run = Command.run(List.of("bash", "-c", inFolder), environment, LONGEST);
    String lines = Pattern.quote(shown).replaceAll("(?m)^…\n", "\\\\E(?:.*\n)?\\\\Q");
    Pattern expected = Pattern.compile("(?s)" + lines.replace("…", "\\E.*\\Q"));
    boolean asShown = shown.isEmpty() || expected.matcher(run.output()).matches();
    if (run.exitCode() != 0 || !asShown) {
      differences.add(
          "%s: exit code %d, and not what the page shows:%n%s"
              .formatted(command, run.exitCode(), run.output()));
    }
  }
}
