package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.eclipse.jdt.internal.compiler.batch.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eclipse's compiler, which has annotation processing of its own. */
class EcjTest {
  private static final List<String> OBJECTS =
      List.of("members", "maps_and_programs", "tcp_cc", "globals", "maps", "ringbuf");

  @TempDir Path root;

  private Project project;
  private Path objects;

  @BeforeEach
  void project() throws Exception {
    project = new Project(root);
    objects = root.resolve("objects");
    for (String name : OBJECTS) {
      Project.write(objects.resolve(object(name)), BpfObjects.bytes(object(name)));
    }
    Project.write(objects.resolve("text.bpf.o"), new byte[] {'t', 'e', 'x', 't'});
  }

  @Test
  void compilesSkeletonsOfRealObjectsWithoutAWarning() throws Exception {
    for (String name : OBJECTS) {
      project.source(
          "Host_" + name + ".java",
          """
          @org.bpfskel.BpfSkeleton(value = "%s", name = "Skel_%s")
          @SuppressWarnings("bpfskel")
          class Host_%2$s {
            void run() {
              try (Skel_%2$s skel = Skel_%2$s.open()) {
                skel.load();
              }
            }
          }
          """
              .formatted(object(name), name));
    }
    project.source(
        "Use.java",
        """
        class Use {
          void use(Skel_tcp_cc tcp, Skel_globals globals, Skel_maps_and_programs maps) {
            tcp.structOps.tuned.init = null;
            System.out.println(globals.progs + " " + maps.maps);
          }
        }
        """);

    assertThat(ecj("-cp", classPath(), "-failOnWarning", "-warn:-warningToken")).isEmpty();
    for (String name : OBJECTS) {
      assertThat(Files.exists(project.output.resolve("Skel_" + name + ".class"))).isTrue();
    }
  }

  @Test
  void copiesAnObjectOfTheOptionAndFindsTheCopy() throws Exception {
    Project.write(objects.resolve("mine.bpf.o"), BpfObjects.testmod());
    project.source(
        "Host.java", "@org.bpfskel.BpfSkeleton(\"mine.bpf.o\") class Host { MineSkel s; }");
    String user = ClassPaths.join(ClassPaths.USER);

    assertThat(ecj("-cp", user, "-Abpfskel.path=" + objects)).doesNotContain("ERROR");
    assertThat(Files.exists(project.output.resolve("mine.bpf.o"))).isTrue();
    assertThat(ecj("-cp", user)).doesNotContain("ERROR");
  }

  /** The classes of the run before are on the class path then. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Use { gen.Skel skel; void use() { gen.Skel.open().close(); } }",
        "import gen.Skel; class Use { Skel skel; }",
        "import static gen.Skel.open; class Use { gen.Skel skel = open(); }",
        "import gen.*; class Use { Skel.Maps maps; }"
      })
  void compilesAgainIntoTheFolderOfTheRunBefore(String use) throws Exception {
    project.source(
        "gen/Host.java",
        """
        package gen;
        @org.bpfskel.BpfSkeleton(value = "mine.bpf.o", name = "Skel")
        @SuppressWarnings("bpfskel")
        class Host { Skel skel; }
        """);
    project.source("Use.java", use);
    String user = ClassPaths.join(ClassPaths.USER, objects.toFile(), project.output.toFile());
    Project.write(objects.resolve("mine.bpf.o"), BpfObjects.testmod());
    assertThat(ecj("-cp", user, "-warn:none")).isEmpty();

    assertThat(ecj("-cp", user, "-warn:none")).isEmpty();

    Project.write(objects.resolve("mine.bpf.o"), BpfObjects.bytes(object("globals")));
    assertThat(ecj("-cp", user, "-warn:none")).isEmpty();
    assertThat(Files.readString(project.generated.resolve("gen/Skel.java"))).contains("bss");
    assertThat(Files.exists(project.output.resolve("gen/Skel$Bss.class"))).isTrue();
  }

  /** It was found before any processor ran. */
  @Test
  void aTypeInAHierarchyNeedsAThirdRunWhereTheObjectHasChanged() throws Exception {
    project.source(
        "Host.java",
        """
        @org.bpfskel.BpfSkeleton(value = "mine.bpf.o", name = "Skel")
        @SuppressWarnings("bpfskel")
        class Host<S extends Skel> {}
        """);
    String user = ClassPaths.join(ClassPaths.USER, objects.toFile(), project.output.toFile());
    Project.write(objects.resolve("mine.bpf.o"), BpfObjects.testmod());
    assertThat(ecj("-cp", user, "-warn:none")).isEmpty();
    assertThat(ecj("-cp", user, "-warn:none")).isEmpty();

    Project.write(objects.resolve("mine.bpf.o"), BpfObjects.bytes(object("globals")));
    assertThat(ecj("-cp", user, "-warn:none")).contains("compile once more");
    assertThat(ecj("-cp", user, "-warn:none")).isEmpty();
    assertThat(Files.exists(project.output.resolve("Skel$Bss.class"))).isTrue();
  }

  @Test
  void aClassOfSomebodyElseIsNoRunBefore() throws Exception {
    project.source("Skel.java", "class Skel {}");
    String user = ClassPaths.join(ClassPaths.USER, objects.toFile(), project.output.toFile());
    assertThat(ecj("-cp", user)).isEmpty();
    Files.delete(project.sources.resolve("Skel.java"));
    project.source(
        "Host.java",
        "@org.bpfskel.BpfSkeleton(value = \"bpf/maps.bpf.o\", name = \"Skel\") class Host {}");

    assertThat(ecj("-cp", user)).contains("there is a class Skel already");
    assertThat(Files.exists(project.output.resolve("Skel.class"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@BpfSkeleton(\n\"text.bpf.o\") class Host {}",
        "@BpfSkeleton(name = \"Skel\",\nvalue = \"text.bpf.o\") class Host {}",
        "@BpfSkeleton(value = \"bpf/tcp_cc.bpf.o\",\nname = \"1\") class Host {}",
        "@BpfSkeleton(value = \"bpf/tcp_cc.bpf.o\",\ntypes = \"missing\") class Host {}",
        "@BpfSkeleton(\"bpf/tcp_cc.bpf.o\") @BpfSkeleton(\n\"text.bpf.o\") class Host {}"
      })
  void errorsSitOnTheElementThatIsToBlame(String host) throws Exception {
    project.source("Host.java", "import org.bpfskel.BpfSkeleton; " + host);

    String messages = ecj("-cp", classPath());

    assertThat(messages).contains("1 error");
    assertThat(messages).contains("Host.java (at line 2)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@BpfSkeleton class Host {}",
        "@BpfSkeleton(42) class Host {}",
        "@BpfSkeleton(Missing.OBJECT) class Host {}",
        "@BpfSkeleton(\"bpf/tcp_cc.bpf.o\") class Host { int number = \"text\"; TcpCcSkel skel; }"
      })
  void whatTheCompilerSaysIsNotSaidAgain(String host) throws Exception {
    project.source("Host.java", "import org.bpfskel.BpfSkeleton; " + host);

    assertThat(ecj("-cp", classPath())).contains("1 error");
  }

  @Test
  void worksWhereThereIsNoJavac() throws Exception {
    project.source(
        "Host.java",
        """
        @org.bpfskel.BpfSkeleton("bpf/tcp_cc.bpf.o")
        @org.bpfskel.BpfSkeleton(
            "text.bpf.o")
        class Host { TcpCcSkel skel; }
        """);
    Path messages = root.resolve("messages");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.compiler",
                "-cp",
                ClassPaths.locate(Main.class).getPath(),
                Main.class.getName()));
    command.addAll(arguments("-cp", classPath()));
    Process ecj =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile())
            .start();

    assertThat(ecj.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(messages)).contains("text.bpf.o: this is not an ELF file");
    assertThat(Files.readString(messages)).contains("1 error");
  }

  /** What the compiler prints. */
  private String ecj(String... options) throws Exception {
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages);
    BatchCompiler.compile(arguments(options).toArray(new String[0]), writer, writer, null);
    return messages.toString();
  }

  private List<String> arguments(String... options) {
    List<String> arguments = new ArrayList<>(List.of("-17", "-proceedOnError"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-processorpath", ClassPaths.join(ClassPaths.PROCESSOR)));
    arguments.addAll(List.of("-d", project.output.toString(), "-s", project.generated.toString()));
    arguments.add(project.sources.toString());
    return arguments;
  }

  private String classPath() {
    return ClassPaths.join(ClassPaths.USER, objects.toFile());
  }

  private static String object(String name) {
    return "bpf/" + name + ".bpf.o";
  }
}
