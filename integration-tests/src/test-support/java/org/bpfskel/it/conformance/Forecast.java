package org.bpfskel.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.kernel.Kernel;
import org.bpfskel.internal.kernel.KernelBtfFile;
import org.bpfskel.internal.kernel.KernelCheck;
import org.bpfskel.internal.kernel.Lack;
import org.bpfskel.internal.kernel.ObjectNeeds;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;

/** Holds what the check of objects against a kernel says against what really loads there. */
final class Forecast {
  private static final Path RUNNING = Path.of("/sys/kernel/btf");

  private Forecast() {}

  /**
   * Prints a table for each kernel's objects, held against the running kernel. Exits with 1 if an
   * object loads that was said not to.
   *
   * @param args that of how many objects one is taken, for slow machines; then a kernel's folder
   *     each, as {@code conformance/build} left it
   */
  public static void main(String[] args) throws Exception {
    Kernel running = KernelBtfFile.read("the running kernel", RUNNING);
    boolean right = true;
    int every = Integer.parseInt(args[0]);
    for (String folder : List.of(args).subList(1, args.length)) {
      Path objects = Path.of(folder, "objects");
      System.out.println("%s, one of %d".formatted(objects, every));
      ForecastReport report = of(objects, running, every);
      report.lines().forEach(System.out::println);
      right &= report.isWithoutWrong();
    }
    System.exit(right ? 0 : 1);
  }

  private static ForecastReport of(Path objects, Kernel kernel, int every) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(objects)) {
      List<Path> sorted = all.filter(file -> file.toString().endsWith(".o")).sorted().toList();
      for (int i = 0; i < sorted.size(); i += every) {
        files.add(sorted.get(i));
      }
    }
    ForecastReport report = new ForecastReport();
    for (Map.Entry<Path, RealLoad> load : RealLoads.of(files).entrySet()) {
      String name = objects.relativize(load.getKey()).toString();
      report.add(name, lacks(load.getKey(), kernel), load.getValue());
    }
    return report;
  }

  /** In sentences; none of an object that our reader refuses, which is no forecast of a kernel. */
  static List<String> lacks(Path object, Kernel kernel) throws IOException {
    try {
      ObjectNeeds needs = ObjectNeeds.of(ObjectFacts.read(Files.readAllBytes(object)));
      return needs == null
          ? List.of()
          : KernelCheck.of(needs, kernel).lacks().stream()
              .filter(lack -> lack.refusal() != Lack.Refusal.ATTACH) // load does not look at it
              .map(lack -> lack.subject() + ": " + lack.text())
              .toList();
    } catch (RefusedObjectException | BtfException | ElfException e) {
      return List.of();
    }
  }
}
