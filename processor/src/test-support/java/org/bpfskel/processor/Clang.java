package org.bpfskel.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Compiles C for BPF on the spot, so that the objects of tests stand next to what they show. */
public final class Clang {
  private static final List<String> BPF =
      List.of("-g", "-O2", "-target", "bpf", "-mcpu=v3", "-ffreestanding");

  private Clang() {}

  /** As {@code bpf-src} is compiled; later options override. */
  public static byte[] bpf(String source, String... options) throws IOException {
    return compile(source, BPF, options);
  }

  /** For the machine the tests run on, without debug information. */
  public static byte[] host(String source) throws IOException {
    return compile(source, List.of());
  }

  private static byte[] compile(String source, List<String> first, String... options)
      throws IOException {
    Path directory = Files.createTempDirectory("clang");
    try {
      Path object = directory.resolve("object.o");
      Path messages = directory.resolve("messages");
      List<String> command = new ArrayList<>();
      command.add(System.getProperty("clang", "clang"));
      command.addAll(first);
      command.addAll(List.of(options));
      command.addAll(List.of("-x", "c", "-", "-c", "-o", object.toString()));
      Process clang =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(messages.toFile())
              .start();
      try (var stdin = clang.getOutputStream()) {
        stdin.write(source.getBytes(UTF_8));
      }
      if (!clang.waitFor(180, TimeUnit.SECONDS) || clang.exitValue() != 0) {
        clang.destroyForcibly();
        throw new IOException(command + " failed: " + Files.readString(messages));
      }
      return Files.readAllBytes(object);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while clang ran", e);
    } finally {
      for (String file : List.of("object.o", "messages")) {
        Files.deleteIfExists(directory.resolve(file));
      }
      Files.delete(directory);
    }
  }
}
