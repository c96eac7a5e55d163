package org.bpfskel.it.maven;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of {@code docs} that have commands, followed in an empty folder. */
@NeedsMavenPlugin
@NeedsKernel
final class GuidesTest {
  private static final Path DOCS = Path.of("../docs");

  @TempDir Path folder;

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return files.filter(GuidesTest::hasCommands).sorted().toList().stream();
    }
  }

  private static boolean hasCommands(Path page) {
    try {
      return page.toString().endsWith(".md") && Guide.hasCommands(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void doWhatTheySay(Path page) throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    assertThat(Guide.follow(page, project, environment())).isEmpty();
  }

  /** As a user has it who has installed what the page asks for, and is root. */
  private Map<String, String> environment() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path maven = Path.of(System.getProperty("maven.home"), "bin");
    Path java = Path.of(System.getProperty("java.home"));
    tool(tools.resolve("clang"), System.getProperty("clang", "clang") + " \"$@\"");
    tool(tools.resolve("sudo"), "\"$@\"");
    Path repository = LocalRepository.create(folder.resolve("repository"));
    return Map.of(
        "PATH",
        "%s:%s:%s:%s".formatted(tools, maven, java.resolve("bin"), System.getenv("PATH")),
        "JAVA_HOME",
        java.toString(),
        "MAVEN_OPTS",
        "-Dmaven.repo.local=" + repository);
  }

  private static void tool(Path file, String command) throws IOException {
    Files.writeString(file, "#!/bin/sh\nexec " + command + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
