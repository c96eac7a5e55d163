package org.bpfskel.internal.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The options that the running kernel was built with, from {@code /proc/config.gz} or {@code
 * /boot/config-*}. Immutable.
 */
public final class KernelConfig {
  private static final String SET = "=";
  private static final String GZIPPED = ".gz";

  private final Map<String, String> options;

  private KernelConfig(Map<String, String> options) {
    this.options = options;
  }

  /** Of the running kernel; one that knows nothing if no file can be read. */
  public static KernelConfig running() {
    String release = KernelRelease.running().text();
    return of(
        List.of(
            Path.of("/proc/config.gz"),
            Path.of("/boot/config-" + release),
            Path.of("/lib/modules/" + release + "/config")));
  }

  /** From the first of these files that can be read. */
  public static KernelConfig of(List<Path> files) {
    for (Path file : files) {
      try (InputStream bytes = Files.newInputStream(file);
          InputStream text =
              file.toString().endsWith(GZIPPED) ? new GZIPInputStream(bytes) : bytes) {
        return read(text);
      } catch (IOException e) {
        // The next one then.
      }
    }
    return new KernelConfig(Map.of());
  }

  private static KernelConfig read(InputStream text) throws IOException {
    Map<String, String> options = new HashMap<>();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(text, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int set = line.indexOf(SET);
      if (set > 0 && line.startsWith("CONFIG_")) {
        options.put(line.substring(0, set), line.substring(set + 1));
      }
    }
    return new KernelConfig(options);
  }

  /** Whether the options are known. */
  public boolean isKnown() {
    return !options.isEmpty();
  }

  /** Whether the option is known to be off; one that is a module is on. */
  public boolean lacks(String option) {
    return isKnown() && !options.containsKey(option);
  }
}
