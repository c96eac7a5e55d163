package org.bpfskel.it.gradle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A running Gradle, one for all tests: the first build of one takes seconds. */
final class Engine {
  /** As Gradle's own daemon has them. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx512m",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.nio.charset=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED");

  private static final Path BUILD = Path.of(System.getProperty("build.directory", ""));

  private static final Path LOG = BUILD.resolve("engine.log");

  private final DataOutputStream requests;
  private final DataInputStream answers;

  private Engine() throws IOException {
    EngineFolder folder = EngineFolder.create(BUILD.resolve("engine"));
    Files.deleteIfExists(LOG);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.add("-cp");
    command.add(BUILD.resolve("test-classes") + File.pathSeparator + folder.classPath());
    command.add(EngineMain.class.getName());
    command.add(BUILD.resolve("gradle-home").toString());
    // Ends when its standard input does, which is when this process ends.
    Process process = new ProcessBuilder(command).redirectError(LOG.toFile()).start();
    requests = new DataOutputStream(process.getOutputStream());
    answers = new DataInputStream(process.getInputStream());
  }

  private static final class Running {
    static final Engine ENGINE = start();

    private static Engine start() {
      try {
        return new Engine();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Builds a project, which may fail. */
  static GradleBuild build(Path project, String... arguments) throws IOException {
    try {
      return Running.ENGINE.run(project, arguments);
    } catch (IOException e) {
      throw new IOException("Gradle has ended: " + LOG + " has its last words", e);
    }
  }

  private GradleBuild run(Path project, String... arguments) throws IOException {
    requests.writeByte(1 + arguments.length);
    requests.writeUTF(project.toString());
    for (String argument : arguments) {
      requests.writeUTF(argument);
    }
    requests.flush();
    boolean succeeded = answers.readBoolean();
    byte[] output = answers.readNBytes(answers.readInt());
    return new GradleBuild(succeeded, new String(output, UTF_8));
  }
}
