package org.bpfskel.it.maven;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of {@code docs} that have commands, followed in an empty folder, or in the project of
 * the page that they go on from.
 */
@NeedsMavenPlugin
@NeedsKernel
final class GuidesTest {
  private static final Path DOCS = Path.of("../docs");

  @TempDir static Path folder;

  private static final Map<Path, Guide> FOLLOWED = new HashMap<>();

  private static Map<String, String> environment;

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
    Guide guide = followed(page);
    assertThat(guide.differences()).isEmpty();
    assumeTrue(guide.notHere().isEmpty(), () -> guide.notHere().orElse(""));
  }

  /** Each page once, however many go on from it. */
  private static Guide followed(Path page) throws IOException {
    Guide guide = FOLLOWED.get(page);
    if (guide == null) {
      Path project = project(page);
      Optional<String> base = Guide.base(page);
      if (base.isPresent()) {
        Path from = DOCS.resolve(base.get());
        assertThat(followed(from).differences()).isEmpty();
        copy(project(from), project);
      } else {
        Files.createDirectories(project);
      }
      guide = Guide.follow(page, project, environment);
      FOLLOWED.put(page, guide);
    }
    return guide;
  }

  private static Path project(Path page) {
    return folder.resolve("projects").resolve(page.getFileName());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** As a user has it who has installed what the page asks for, and is root. */
  @BeforeAll
  static void installs() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path maven = Path.of(System.getProperty("maven.home"), "bin");
    Path java = Path.of(System.getProperty("java.home"));
    tool(tools.resolve("clang"), System.getProperty("clang", "clang") + " \"$@\"");
    tool(tools.resolve("sudo"), "\"$@\"");
    Path repository = LocalRepository.create(folder.resolve("repository"));
    environment =
        Map.of(
            "PATH",
            "%s:%s:%s:%s".formatted(tools, maven, java.resolve("bin"), System.getenv("PATH")),
            "JAVA_HOME",
            java.toString(),
            "MAVEN_OPTS",
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dstyle.color=never -Dmaven.repo.local="
                + repository);
  }

  private static void tool(Path file, String command) throws IOException {
    Files.writeString(file, "#!/bin/sh\nexec " + command + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
