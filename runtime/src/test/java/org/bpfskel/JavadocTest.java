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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the JDK's javadoc makes of the module: pages of what users may name, and of nothing else,
 * each with a comment, and a tag for whatever it takes and returns.
 */
final class JavadocTest {
  private static final String MODULE = "org.bpfskel";

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
    assertThat(missing(said).filter(line -> line.contains("no comment")).toList()).isEmpty();
  }

  @Test
  void whateverIsTakenOrReturnedHasItsTag() {
    assertThat(missing(said).filter(line -> line.contains("no @")).toList()).isEmpty();
  }

  @Test
  void whatIsMissingIsSaid(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("Bare.java");
    Files.writeString(
        source,
        """
        /** A class. */
        public class Bare {
          private Bare() {}
          /** A method. */
          public <T> int method(T value) { return 0; }
          public void bare() {}
        }
        """);

    String aboutIt = run("-d", folder.resolve("pages").toString(), source.toString());

    assertThat(missing(aboutIt).map(line -> line.replaceFirst(".*warning: ", "")).toList())
        .containsExactly("no @param for <T>", "no @param for value", "no @return", "no comment");
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

  /** What it is told to look for, in whatever it makes pages of. */
  private static Stream<String> missing(String output) {
    return output.lines().filter(line -> line.contains("warning: no "));
  }

  private static String javadoc() throws URISyntaxException {
    return run(
        "-d",
        pages.toString(),
        "--module-path",
        fileOf("com.sun.jna.Native") + File.pathSeparator + fileOf(NullMarked.class.getName()),
        "--module-source-path",
        MODULE + "=" + Path.of("src/main/java").toAbsolutePath(),
        "--module",
        MODULE);
  }

  private static String run(String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    ToolProvider javadoc = ToolProvider.findFirst("javadoc").orElseThrow();
    List<String> all =
        new ArrayList<>(List.of("-quiet", "-Xdoclint:missing", "-Xmaxwarns", "99999"));
    all.addAll(List.of(arguments));
    int result = javadoc.run(out, out, all.toArray(String[]::new));
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
