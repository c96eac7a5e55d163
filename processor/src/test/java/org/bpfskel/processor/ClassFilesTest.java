package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each nested class has a file of its own, which every file system can hold. */
class ClassFilesTest {
  private static final String UNICODE =
      """
      struct größe { int höhe; } größe_1;
      enum Ünits { Ä = 1 } ünit;
      struct 数据 { int 数; } 数;
      SEC("xdp") int größer(void *ctx) { return 0; }
      """;

  @TempDir Path root;

  private Project project;

  @BeforeEach
  void project() throws Exception {
    project =
        new Project(root)
            .source(
                "App.java",
                """
                @org.bpfskel.BpfSkeleton("test.bpf.o")
                @SuppressWarnings("bpfskel")
                class App { TestSkel skel; }
                """);
  }

  @Test
  void namesLongerThanAFileNameAreCut() throws Exception {
    object(
        """
        struct %1$s_a { int a; } a;
        struct %1$s_b { int b; } b;
        enum %2$s { C } c;
        struct { int d; } %2$s;
        SEC(".data.%2$s") int e = 1;
        SEC("xdp") int %1$s(void *ctx) { return 0; }
        """
            .formatted("n".repeat(300), "é".repeat(200)));

    project.compiles(List.of(objects()), "-Xlint:all", "-Werror");

    List<String> classes = classes();
    assertThat(classes).hasSize(14);
    for (String name : classes) {
      assertThat(name.getBytes(UTF_8).length).isAtMost(255);
    }
    String source = Files.readString(project.generated.resolve("TestSkel.java"));
    assertThat(source).contains("C: {@code struct " + "n".repeat(300) + "_b}");
  }

  @Test
  void aCutNameDoesNotDependOnOtherTypes() throws Exception {
    String longName = "n".repeat(300);
    object("struct %s_b { int b; } b;".formatted(longName));
    project.compiles(List.of(objects()));
    Set<String> alone = new HashSet<>(classes());

    object("struct %1$s_a { int a; } a; struct %1$s_b { int b; } b;".formatted(longName));
    project.compiles(List.of(objects()));

    assertThat(classes()).containsAtLeastElementsIn(alone);
  }

  @Test
  void namesThatDifferInCaseOnlyGetFilesThatDoNot() throws Exception {
    object(
        """
        struct stats { int a; } a;
        struct Stats { int b; } b;
        struct STATS { int c; } c;
        enum sTATS { D } d;
        int bss, BSS, Bss;
        """);

    project.compiles(List.of(objects()), "-Xlint:all", "-Werror");

    List<String> classes = classes();
    assertThat(classes).containsAtLeast("TestSkel$Stats.class", "TestSkel$Stats_.class");
    assertThat(classes.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count())
        .isEqualTo(classes.size());
  }

  @Test
  void unicodeNamesStayLetterForLetter() throws Exception {
    object(UNICODE);
    project.source(
        "Use.java",
        """
        class Use {
          int use(TestSkel skel) {
            return skel.bss.größe_1.get().höhe + new TestSkel.数据().数 + TestSkel.Ünits.Ä;
          }
        }
        """);

    assertThat(javac("C.UTF-8", "-encoding", "UTF-8")).isEmpty();
    assertThat(Files.exists(project.output.resolve("TestSkel$Größe.class"))).isTrue();
  }

  @Test
  void aLocaleWhoseFileNamesCannotHoldThemIsNamed() throws Exception {
    object(UNICODE);

    assertThat(javac("C", "-encoding", "UTF-8"))
        .contains("compile in a UTF-8 locale, with LC_ALL=C.UTF-8 for one");
  }

  private void object(String c) throws Exception {
    Project.write(objects().resolve("test.bpf.o"), Clang.bpf(C.SEC + c));
  }

  private Path objects() {
    return root.resolve("objects");
  }

  private List<String> classes() throws Exception {
    return Project.files(project.output).stream()
        .map(file -> file.getFileName().toString())
        .filter(file -> file.endsWith(".class"))
        .collect(Collectors.toList());
  }

  /** The messages of a javac of its own, in that locale. */
  private String javac(String locale, String... options) throws Exception {
    return new JavacProcess(root)
        .environment("LC_ALL", locale)
        .processorPath()
        .option(options)
        .option("-cp", ClassPaths.join(ClassPaths.USER, objects().toFile()))
        .option("-d", project.output.toString(), "-s", project.generated.toString())
        .sources(Project.files(project.sources))
        .run()
        .messages();
  }
}
