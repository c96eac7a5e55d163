package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A javac of its own, as it runs on the command line: any JDK, any environment. */
final class JavacProcess {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> arguments = new ArrayList<>();
  private Path jdk = Path.of(System.getProperty("java.home"));

  /** {@code folder} is where it runs. */
  JavacProcess(Path folder) {
    this.folder = folder;
  }

  JavacProcess jdk(Path home) {
    jdk = home;
    return this;
  }

  JavacProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  JavacProcess option(String... options) {
    arguments.addAll(List.of(options));
    return this;
  }

  JavacProcess processorPath() {
    return option("-processorpath", ClassPaths.join(ClassPaths.PROCESSOR));
  }

  JavacProcess sources(List<Path> files) {
    files.forEach(file -> arguments.add(file.toString()));
    return this;
  }

  Result run() throws IOException, InterruptedException {
    Path messages = Files.createTempFile(folder, "messages", "");
    List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/javac").toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile());
    builder.environment().putAll(environment);
    Process javac = builder.start();
    boolean ended = javac.waitFor(120, TimeUnit.SECONDS);
    javac.destroyForcibly();
    assertWithMessage("javac ended in time").that(ended).isTrue();
    return new Result(javac.exitValue(), Files.readString(messages, UTF_8));
  }

  /** How it ended, and what it printed. */
  record Result(int exitCode, String messages) {
    void succeededWithoutMessages() {
      assertWithMessage("javac's messages").that(messages).isEmpty();
      assertWithMessage("javac's exit code").that(exitCode).isEqualTo(0);
    }
  }
}
