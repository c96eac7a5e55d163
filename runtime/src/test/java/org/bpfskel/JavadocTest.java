package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the JDK's javadoc makes of the module: pages of what users may name, and of nothing else,
 * each with a comment. What a method takes and returns may stand in its sentence alone, but for the
 * packages that are complete.
 */
final class JavadocTest {
  private static final String MODULE = "org.bpfskel";

  /** Folders whose every parameter and result has its tag. One that becomes complete goes here. */
  private static final Set<String> COMPLETE =
      Set.of(
          "org/bpfskel",
          "org/bpfskel/attach",
          "org/bpfskel/btf",
          "org/bpfskel/data",
          "org/bpfskel/event",
          "org/bpfskel/kernel",
          "org/bpfskel/map");

  /** Of a warning, the folder that its file is in. */
  private static final Pattern FOLDER = Pattern.compile("/(org/bpfskel[a-z/]*)/\\w+\\.java:");

  @TempDir private static Path pages;

  /** What javadoc said while it made the pages. */
  private static String said = "";

  @BeforeAll
  static void makePages() throws URISyntaxException {
    // javadoc speaks the machine's language, and -locale is for the pages alone.
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.ENGLISH);
    try {
      said = javadoc();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everythingOnThemHasAComment() {
    assertWithMessage("what doclint said").that(said).contains("warning: no @return");
    assertThat(said.lines().filter(line -> line.contains("warning: no comment")).toList())
        .isEmpty();
  }

  @Test
  void tagsOfCompletePackagesAreAllThere() {
    assertThat(
            said.lines()
                .filter(line -> line.contains("warning: no @"))
                .filter(
                    line -> {
                      Matcher folder = FOLDER.matcher(line);
                      return folder.find() && COMPLETE.contains(folder.group(1));
                    })
                .toList())
        .isEmpty();
  }

  @Test
  void listsThePackagesThatAreExportedAndNoOther() throws IOException {
    List<String> elements = Files.readAllLines(pages.resolve("element-list"));
    assertThat(elements).contains("module:" + MODULE);
    assertThat(elements.stream().filter(element -> !element.startsWith("module:")).toList())
        .containsExactlyElementsIn(exported());
    assertThat(elements).doesNotContain("org.bpfskel.access");
    assertThat(elements.stream().filter(element -> element.contains(".internal")).toList())
        .isEmpty();
  }

  private static String javadoc() throws URISyntaxException {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    ToolProvider javadoc = ToolProvider.findFirst("javadoc").orElseThrow();
    int result =
        javadoc.run(
            out,
            out,
            "-quiet",
            "-Xdoclint:missing",
            "-Xmaxwarns",
            "99999",
            "-d",
            pages.toString(),
            "--module-path",
            fileOf("com.sun.jna.Native") + File.pathSeparator + fileOf(NullMarked.class.getName()),
            "--module-source-path",
            MODULE + "=" + Path.of("src/main/java").toAbsolutePath(),
            "--module",
            MODULE);
    assertWithMessage(said.toString()).that(result).isEqualTo(0);
    return said.toString();
  }

  private static List<String> exported() throws IOException {
    try (InputStream in = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
      return ModuleDescriptor.read(in).exports().stream()
          .filter(exports -> !exports.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .toList();
    }
  }

  /** The jar that a class is in. */
  private static Path fileOf(String type) throws URISyntaxException {
    try {
      Class<?> found = Class.forName(type, false, JavadocTest.class.getClassLoader());
      return Path.of(found.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
