package org.bpfskel.it.maven;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bpfskel.it.Command;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects that the archetype starts: built, with their test on the running kernel. */
@NeedsMavenPlugin
@NeedsKernel
@Tag("projects")
final class ArchetypeTest {
  private static final String GENERATE =
      "org.apache.maven.plugins:maven-archetype-plugin:%s:generate"
          .formatted(System.getProperty("maven-archetype-plugin.version"));
  private static final int POM_LINES = 29;

  @TempDir Path folder;

  private Path repository;
  private MavenProject anywhere;

  @BeforeEach
  void installs() throws IOException {
    repository = LocalRepository.create(folder.resolve("repository"));
    anywhere =
        new MavenProject(folder.resolve("anywhere"), Toolchain.some().get(0), repository)
            .modules("none")
            .module("none");
  }

  private Command generate(String kind, Path parent) throws IOException {
    return anywhere.run(
        GENERATE,
        "-N",
        "-DarchetypeCatalog=internal",
        "-DarchetypeGroupId=org.bpfskel",
        "-DarchetypeArtifactId=bpfskel-archetype",
        "-DarchetypeVersion=" + LocalRepository.VERSION,
        "-DgroupId=com.acme",
        "-DartifactId=mine",
        "-Dpackage=com.acme.mine",
        "-Dkind=" + kind,
        "-DoutputDirectory=" + parent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec", "xdp", "tcp", "sched"})
  void projectOfEachKindIsBuiltAndTested(String kind) throws IOException {
    generate(kind, folder).succeeded();
    UserProject project = new UserProject(folder.resolve("mine"), repository);
    List<String> pom = Files.readAllLines(project.path("pom.xml"));
    assertThat(pom.size()).isAtMost(POM_LINES);
    assertThat(Files.exists(project.path("src/main/bpf/" + kind + ".bpf.c"))).isTrue();

    String output = project.builds("package");

    assertThat(output).contains("Tests run: 1, Failures: 0, Errors: 0");
    // Most kernels have no sched_ext, for which the test says so.
    assertThat(output.contains("Skipped: 0") || kind.equals("sched")).isTrue();
  }

  @Test
  void kindThatThereIsNotIsRefusedAndLeavesNothing() throws IOException {
    Path parent = anywhere.path("");
    Files.createDirectories(parent.resolve("mine"));
    Files.writeString(parent.resolve("mine/README.md"), "of the user");

    Command run = generate("nonsense", parent);

    assertThat(run.exitCode()).isNotEqualTo(0);
    assertThat(run.output()).contains("no kind nonsense: -Dkind takes exec, xdp, tcp or sched");
    assertThat(Files.readString(parent.resolve("pom.xml"))).doesNotContain("mine");
    try (Stream<Path> left = Files.walk(parent.resolve("mine")).filter(Files::isRegularFile)) {
      assertThat(left.toList()).containsExactly(parent.resolve("mine/README.md"));
    }
  }
}
