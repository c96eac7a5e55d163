package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/troubleshooting.md} has an entry for each message that users may see, and none for
 * others. An entry is the whole text as the sources have it, in the first column of a table or in a
 * list, with {@code …} for what is filled in: so it can be searched, and a text that is changed has
 * to be changed there. What is one part of several messages has one entry.
 */
class MessagesTest {
  private static final Path PAGE = Path.of("../docs/troubleshooting.md");

  /** Behind this, entries are ours; before, they are of javac, the kernel and others. */
  private static final String FIRST_OF_OURS = "\n## Finding the object\n";

  private static final Pattern ENTRY = Pattern.compile("(?m)^(?:\\||-) `([^`]+)`(?: \\||$)");

  @Test
  void theEntriesAreTheMessages() throws IOException {
    SortedMap<String, String> missing = messages();
    Set<String> stale = entries();
    assertThat(missing.size()).isGreaterThan(500);
    stale.removeAll(missing.keySet());
    missing.keySet().removeAll(entries());
    assertWithMessage("messages, each with its class, of which %s has no line | `…` | … |", PAGE)
        .that(missing)
        .isEmpty();
    assertWithMessage("entries of %s that no source has", PAGE).that(stale).isEmpty();
  }

  @Test
  void readsWhatExceptionsAreMadeOf(@TempDir Path folder) throws IOException {
    String source =
        """
        class A {
          static final String ADVICE = "give it " + "more memory";

          void fail(String name, int size) {
            if (size > 9) {
              throw new IllegalStateException(name + " is now " + (size > 99 ? "far too large" : "large") + ": " + ADVICE);
            }
            throw new IllegalArgumentException("%s has %,d bytes,%n and no name".formatted(name, size));
          }

          @Deprecated(since = "a long time ago")
          @Override
          public String toString() {
            return "no message of anything";
          }
        }
        """;
    Files.write(folder.resolve("A.java"), source.getBytes(UTF_8));
    assertThat(MessageTexts.below(folder).keySet())
        .containsExactly(
            "give it more memory", "far too large", "… is now …: …", "… has … bytes, and no name");
  }

  private static Set<String> entries() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> entries = new TreeSet<>();
    ENTRY
        .matcher(page.substring(page.indexOf(FIRST_OF_OURS)))
        .results()
        .forEach(entry -> entries.add(MessageTexts.shown(entry.group(1))));
    return entries;
  }

  /** Of all that is published. */
  private static SortedMap<String, String> messages() throws IOException {
    SortedMap<String, String> messages = new TreeMap<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."))) {
      for (Path module : modules) {
        Path sources = module.resolve("src/main/java");
        if (Files.isDirectory(sources) && !module.endsWith("integration-tests")) {
          messages.putAll(MessageTexts.below(sources));
        }
      }
    }
    return messages;
  }
}
