package org.bpfskel.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The kernel laboratory, a folder with a program {@code run}: it lists its kernels, and runs a
 * command on one of them with this machine's files, of which only those of some folders can be
 * changed.
 */
final class KernelLab {
  private static final String PARAMETER = "bpfskel.kernel-lab";
  private static final int SECONDS = 600;

  /** More than the laboratory gives the guest. */
  private static final int SECONDS_TO_END = 60;

  /** Short runs, mostly emulated: no time for the better compiler. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          GuestMain.option());

  private final Path run;

  private KernelLab(Path run) {
    this.run = run;
  }

  /** There is no laboratory, or it has not that kernel: tests are skipped. */
  static final class MissingException extends Exception {
    private static final long serialVersionUID = 1;

    MissingException(String reason) {
      super(reason);
    }
  }

  /** A kernel that is set up, such as {@code oldest}, 6.1.0-56-amd64. */
  private record Kernel(String name, String release) {
    static Kernel of(String line) {
      String[] words = line.trim().split("\\s+", 2);
      return new Kernel(words[0], words.length > 1 ? words[1] : "");
    }

    boolean isCalled(String wanted) {
      return name.equals(wanted)
          || release.equals(wanted)
          || release.startsWith(wanted + ".")
          || release.startsWith(wanted + "-");
    }
  }

  static KernelLab find(ExtensionContext context) throws MissingException {
    Path folder =
        context
            .getConfigurationParameter(PARAMETER)
            .filter(name -> !name.isBlank())
            .map(Path::of)
            .orElseThrow(
                () ->
                    new MissingException(
                        "it needs the kernel laboratory: name its folder by -D%s=FOLDER"
                            .formatted(PARAMETER)));
    Path run = folder.resolve("run").toAbsolutePath().normalize();
    if (!Files.isExecutable(run)) {
      throw new MissingException(
          "%s=%s is no kernel laboratory: it has no program %s".formatted(PARAMETER, folder, run));
    }
    return new KernelLab(run);
  }

  /** Runs the tests of a class on a kernel. */
  GuestRun run(String wanted, Class<?> type)
      throws MissingException, IOException, InterruptedException {
    Kernel kernel = kernel(wanted);
    Path folder = Files.createTempDirectory("bpfskel-guest");
    try {
      Path results = folder.resolve("results");
      List<String> command = new ArrayList<>(List.of(run.toString(), "-k", kernel.name()));
      command.addAll(List.of("-t", Integer.toString(SECONDS), "-w", folder.toString()));
      command.addAll(List.of("-e", "BPFSKEL_LIBBPF", "-e", "BPFSKEL_REQUIRE_KERNEL"));
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(JAVA_OPTIONS);
      ownProperties().forEach(command::add);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(GuestMain.class.getName(), type.getName(), results.toString()));
      String output = output(command, SECONDS + SECONDS_TO_END);
      if (!Files.exists(results)) {
        throw new IOException(
            "%s on Linux %s gave no result:%n%s".formatted(type.getName(), wanted, output));
      }
      return GuestRun.read(results);
    } finally {
      delete(folder);
    }
  }

  private Kernel kernel(String wanted) throws MissingException, IOException, InterruptedException {
    List<Kernel> kernels =
        output(List.of(run.toString(), "-L"), SECONDS_TO_END).lines().map(Kernel::of).toList();
    return kernels.stream()
        .filter(kernel -> kernel.isCalled(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new MissingException(
                    "the kernel laboratory has no Linux %s, but %s: run %s"
                        .formatted(
                            wanted,
                            kernels.isEmpty() ? "none" : kernels,
                            run.resolveSibling("setup"))));
  }

  /** What tests and the runtime were told, they are told there, too. */
  private static Stream<String> ownProperties() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("bpfskel.") && !name.equals(PARAMETER))
        .sorted()
        .map(name -> "-D%s=%s".formatted(name, System.getProperty(name)));
  }

  private static String output(List<String> command, int seconds)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("bpfskel-guest", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(file.toFile())
              .start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroy();
        throw new IOException("%s took more than %d s".formatted(command.get(0), seconds));
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } finally {
      Files.delete(file);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
