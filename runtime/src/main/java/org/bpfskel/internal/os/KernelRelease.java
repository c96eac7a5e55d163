package org.bpfskel.internal.os;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Linux it is.
 *
 * @param text what {@code uname -r} prints: {@code 6.12.9-amd64}
 */
public record KernelRelease(String text) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

  /** The running one. */
  public static KernelRelease running() {
    return new KernelRelease(System.getProperty("os.version", ""));
  }

  /** Whether it is certainly older; distributions bring newer things to older kernels, though. */
  public boolean isBefore(int major, int minor) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.matches()) {
      return false;
    }
    int ofThis = Integer.parseInt(numbers.group(1));
    return ofThis < major || (ofThis == major && Integer.parseInt(numbers.group(2)) < minor);
  }
}
