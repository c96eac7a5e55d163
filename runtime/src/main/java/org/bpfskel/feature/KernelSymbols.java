package org.bpfskel.feature;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.bpfskel.BpfException;

/**
 * The symbols of the running kernel and of its loaded modules, {@code /proc/kallsyms}: functions
 * and variables, also those that its BTF does not have. Their names are readable for every process.
 * Read anew for each question, for modules come and go. Safe for use by several threads.
 */
public final class KernelSymbols {
  private static final String FILE = "/proc/kallsyms";

  private KernelSymbols() {}

  /**
   * {@return whether there is a symbol of that name, of vmlinux or of a module}
   *
   * @param name in C, {@code tcp_reno_ssthresh}
   * @throws BpfException if the kernel does not tell its symbols
   */
  public static boolean has(String name) {
    return !present(Set.of(name)).isEmpty();
  }

  /**
   * {@return those of some names that are symbols, sorted} Reads the file once for all of them.
   *
   * @param names in C
   * @throws BpfException if the kernel does not tell its symbols
   */
  public static Set<String> present(Collection<String> names) {
    Set<String> asked = Set.copyOf(names);
    Set<String> found = new TreeSet<>();
    boolean isEmpty = true;
    try (BufferedReader lines =
        Files.newBufferedReader(Path.of(FILE), StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        isEmpty = false;
        String name = name(line);
        if (asked.contains(name)) {
          found.add(name);
        }
      }
    } catch (IOException e) {
      throw untold(
          "cannot be read, as where the kernel was built without CONFIG_KALLSYMS or /proc"
              + " is not mounted: "
              + e);
    }
    if (isEmpty) {
      throw untold("is empty");
    }
    return found;
  }

  /** {@code ffffffff81000000 T name [module]}, with a tab before the module. */
  private static String name(String line) {
    int begin = line.indexOf(' ', line.indexOf(' ') + 1) + 1;
    int end = line.indexOf('\t', begin);
    return line.substring(begin, end < 0 ? line.length() : end);
  }

  private static BpfException untold(String why) {
    return new BpfException(
        "open", FILE, BpfException.Kind.NOT_SUPPORTED, "the kernel's list of symbols " + why);
  }
}
