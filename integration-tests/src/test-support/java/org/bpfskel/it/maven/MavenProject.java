package org.bpfskel.it.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bpfskel.it.Command;

/** A project on disk, which a test changes and gives to Maven again. */
final class MavenProject {
  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.acme</groupId>
        <artifactId>%1$s</artifactId>
        <version>1</version>
        <packaging>%2$s</packaging>
        <properties>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          <maven.compiler.source>17</maven.compiler.source>
          <maven.compiler.target>17</maven.compiler.target>
        </properties>
        %3$s
      </project>
      """;

  /** Of a module with BPF sources or with hosts. */
  private static final String BUILD =
      """
        <dependencies>
          <dependency>
            <groupId>org.bpfskel</groupId>
            <artifactId>bpfskel-runtime</artifactId>
            <version>%1$s</version>
          </dependency>
          <dependency>
            <groupId>org.bpfskel</groupId>
            <artifactId>bpfskel-processor</artifactId>
            <version>%1$s</version>
            <scope>provided</scope>
          </dependency>
          %4$s
        </dependencies>
        <build>
          <plugins>
            <plugin>
              <groupId>org.bpfskel</groupId>
              <artifactId>bpfskel-maven-plugin</artifactId>
              <version>%1$s</version>
              <executions>
                <execution>
                  <goals>
                    <goal>compile</goal>
                    <goal>testCompile</goal>
                  </goals>
                </execution>
              </executions>
            </plugin>
            <plugin>
              <groupId>org.apache.maven.plugins</groupId>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>%2$s</version>
              <configuration>
                %3$s
              </configuration>
            </plugin>
          </plugins>
        </build>
      """;

  /** For JDKs from 23 on with compiler plugins before 3.13, which the plugin cannot tell. */
  private static final String PROCESS = "<compilerArgument>-proc:full</compilerArgument>";

  private final Path folder;
  private final Toolchain toolchain;
  private final Path repository;

  MavenProject(Path folder, Toolchain toolchain, Path repository) {
    this.folder = folder;
    this.toolchain = toolchain;
    this.repository = repository;
  }

  /** Writes the pom of a module, or of the project itself where the path is empty. */
  MavenProject module(String path, String... dependencies) throws IOException {
    String artifacts = "";
    for (String dependency : dependencies) {
      artifacts +=
          "<dependency><groupId>com.acme</groupId><artifactId>%s</artifactId><version>1</version></dependency>"
              .formatted(dependency);
    }
    String build =
        BUILD.formatted(
            LocalRepository.VERSION,
            toolchain.compilerPlugin(),
            toolchain.hasToBeToldToProcess() ? PROCESS : "",
            artifacts);
    return write(path + "/pom.xml", POM.formatted(path.isEmpty() ? "project" : path, "jar", build));
  }

  /** Writes the pom of a project that has only modules. */
  MavenProject modules(String... modules) throws IOException {
    String list = "<module>" + String.join("</module><module>", modules) + "</module>";
    return write("pom.xml", POM.formatted("root", "pom", "<modules>" + list + "</modules>"));
  }

  MavenProject write(String file, String text) throws IOException {
    Path path = path(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  Path path(String file) {
    return folder.resolve(file.startsWith("/") ? file.substring(1) : file);
  }

  /** Runs Maven, which may fail. */
  Command run(String... arguments) throws IOException {
    // By this the compiler plugin 4 tells the root of a project.
    Files.createDirectories(folder.resolve(".mvn"));
    List<String> command = new ArrayList<>();
    command.add(toolchain.maven().resolve("bin/mvn").toString());
    command.addAll(List.of("-B", "-Dstyle.color=never", "-Dmaven.repo.local=" + repository));
    command.addAll(List.of("-f", folder.toString()));
    command.addAll(List.of(arguments));
    return Command.run(
        command,
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "MAVEN_OPTS",
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
        Duration.ofMinutes(5));
  }

  /** What Maven says when it compiles. */
  String compiles(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("compile"));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new)).succeeded();
  }

  /** Whether a class file has that text among its constants. */
  boolean has(String classFile, String name) throws IOException {
    return Files.readString(path(classFile), ISO_8859_1).contains(name);
  }
}
