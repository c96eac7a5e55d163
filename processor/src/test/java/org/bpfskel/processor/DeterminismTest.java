package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same objects and hosts give the same bytes, whoever compiles them, where and how. */
class DeterminismTest {
  private static final List<String> OBJECTS =
      List.of("members", "maps_and_programs", "tcp_cc", "globals", "maps");

  /** What javac is started with, so that all that a machine can choose differs. */
  private static final List<String> ELSEWHERE =
      List.of(
          "-J-Duser.language=ar",
          "-J-Duser.country=EG",
          "-J-Duser.timezone=Pacific/Kiritimati",
          "-J-Dfile.encoding=UTF-16BE",
          "-encoding",
          "US-ASCII");

  @TempDir Path root;

  private Map<String, String> here;

  @BeforeEach
  void compileHere() throws Exception {
    List<String> names = new ArrayList<>(OBJECTS);
    here = compile("here", names, Jdks.running(), List.of());
    assertThat(here).hasSize(4 * OBJECTS.size());
  }

  @Test
  void twoFoldersOrdersLocalesEncodingsAndTimeZones() throws Exception {
    assertThat(compile("elsewhere", reversed(), Jdks.running(), ELSEWHERE)).isEqualTo(here);
  }

  @Test
  void turkishLetters() throws Exception {
    List<String> turkish = List.of("-J-Duser.language=tr", "-J-Duser.country=TR");

    assertThat(compile("turkish", OBJECTS, Jdks.running(), turkish)).isEqualTo(here);
  }

  @Test
  void twoJdks() throws Exception {
    List<Path> others = Jdks.oldestAndNewest();
    others.remove(Jdks.running());
    assumeTrue(!others.isEmpty(), "there is no second JDK from 17 on under /usr/lib/jvm");

    for (Path other : others) {
      assertThat(compile("other" + others.indexOf(other), reversed(), other, ELSEWHERE))
          .isEqualTo(here);
    }
  }

  private static List<String> reversed() {
    List<String> names = new ArrayList<>(OBJECTS);
    Collections.reverse(names);
    return names;
  }

  /** The bytes of generated sources, copied objects and hosts' records, by their names. */
  private Map<String, String> compile(
      String folder, List<String> names, Path jdk, List<String> options) throws Exception {
    Path project = Files.createDirectories(root.resolve(folder));
    List<Path> sources = new ArrayList<>();
    for (String name : names) {
      String object = "bpf/" + name + ".bpf.o";
      Project.write(project.resolve("objects").resolve(object), BpfObjects.bytes(object));
      Path source = project.resolve("Host_" + name + ".java");
      Files.writeString(
          source, "@org.bpfskel.BpfSkeleton(\"%s\") class Host_%s {}".formatted(object, name));
      sources.add(source);
    }
    Path output = Files.createDirectories(project.resolve("output"));
    JavacProcess.Result result =
        new JavacProcess(project)
            .jdk(jdk)
            .processorPath()
            .option(options.toArray(new String[0]))
            .option("-proc:only", "-Abpfskel.path=objects", "-cp", ClassPaths.join(ClassPaths.USER))
            .option("-d", output.toString(), "-s", output.toString())
            .sources(sources)
            .run();
    assertThat(result.exitCode()).isEqualTo(0);
    return contents(output);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : Project.files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      boolean source = file.toString().endsWith(".java");
      contents.put(
          folder.relativize(file).toString(),
          source ? Files.readString(file) : HexFormat.of().formatHex(bytes));
    }
    return contents;
  }
}
