package org.bpfskel.it.gradle;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project of {@code docs/gradle.md} does what that page says. */
@NeedsGradle
class PageTest {
  private static final Path PAGE = Path.of("../../docs/gradle.md");
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  /** The block of that language with this text in it; what it would download is here already. */
  private static String block(String language, String text) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      if (block.group(1).equals(language) && block.group(2).contains(text)) {
        return block
            .group(2)
            .replace("/path/to/repository", GradleProject.REPOSITORY.toString())
            .replace("0.1.0-SNAPSHOT", GradleProject.VERSION)
            .replace("mavenCentral()", GradleProject.MAVEN_CENTRAL);
      }
    }
    throw new AssertionError("no block of " + language + " with " + text);
  }

  @Test
  void projectFromARepositoryOfOnesOwn() throws IOException {
    String build = block("groovy", "id 'application'");
    // Repositories of the settings take the place of those of projects.
    GradleProject project =
        new GradleProject(folder)
            .write("settings.gradle", block("groovy", "dependencyResolutionManagement"))
            .write("build.gradle", build.replaceFirst("(?m)^repositories .*$", ""))
            .write("src/main/bpf/count.bpf.c", block("c", "int count"))
            .write("src/main/java/App.java", block("java", "class App"));

    String output =
        project.build("run", "-Pbpfskel.clang=" + System.getProperty("clang")).succeeded().output();

    assertThat(output).contains("count is 42\n");
    assertThat(Files.readString(PAGE)).contains("$ gradle -q run\ncount is 42\n");
  }
}
