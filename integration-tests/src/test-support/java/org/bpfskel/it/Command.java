package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
public record Command(int exitCode, String output) {
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Runs it in this process's environment. */
  public static Command run(List<String> command) throws IOException {
    return run(command, Map.of(), TIMEOUT);
  }

  /** Standard output and error come together; an empty value takes a variable away. */
  public static Command run(List<String> command, Map<String, String> environment, Duration timeout)
      throws IOException {
    Path output = Files.createTempFile("output", null);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      environment.forEach(builder.environment()::put);
      builder.environment().values().removeIf(String::isEmpty);
      Process process = builder.start();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end: " + Files.readString(output));
      }
      return new Command(process.exitValue(), Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command, e);
    } finally {
      Files.delete(output);
    }
  }

  /** The output of a command that must succeed. */
  public String succeeded() throws IOException {
    if (exitCode != 0) {
      throw new IOException("exit code " + exitCode + ": " + output);
    }
    return output;
  }
}
