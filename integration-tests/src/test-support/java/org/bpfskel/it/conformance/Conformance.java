package org.bpfskel.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Compares all objects in the folders that {@code conformance/build} left. */
final class Conformance {
  private Conformance() {}

  /**
   * Exits with 1 if anything differs.
   *
   * @param args a kernel's folder each
   */
  public static void main(String[] args) throws Exception {
    boolean same = true;
    for (String folder : args) {
      same &= compare(Path.of(folder));
    }
    System.exit(same ? 0 : 1);
  }

  private static boolean compare(Path kernel) throws Exception {
    Path objects = kernel.resolve("objects");
    KernelReport report = new KernelReport(Files.readString(kernel.resolve("with")).strip());
    System.out.println(report.title());
    for (Path reason : filesIn(objects, ".failed")) {
      String source = objects.relativize(reason).toString().replaceFirst("\\.o\\.failed$", "");
      System.out.println(report.addNotBuilt(source, Files.readString(reason).strip()));
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<ObjectReport>> results = new ArrayList<>();
      for (Path object : filesIn(objects, ".o")) {
        String name = objects.relativize(object).toString();
        results.add(threads.submit(() -> ObjectComparison.of(objects, name)));
      }
      for (Future<ObjectReport> result : results) {
        report.add(result.get()).forEach(System.out::println);
      }
    } catch (ExecutionException e) {
      throw new IOException("in " + objects + ": " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
    report.totals().forEach(System.out::println);
    return report.isWithoutDifference();
  }

  private static List<Path> filesIn(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
