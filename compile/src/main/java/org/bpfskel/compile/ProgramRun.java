package org.bpfskel.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A program that ran to its end.
 *
 * @param output what it wrote to standard output and standard error
 */
record ProgramRun(int exitCode, String output) {

  /** Runs it in a directory; it is ended when this thread is interrupted. */
  static ProgramRun of(List<String> command, File directory) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory).redirectErrorStream(true);
    // What is read of its words is English.
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    try (InputStream output = process.getInputStream()) {
      process.getOutputStream().close();
      String text = new String(output.readAllBytes(), UTF_8);
      return new ProgramRun(process.waitFor(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.get(0) + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }

  boolean succeeded() {
    return exitCode == 0;
  }
}
