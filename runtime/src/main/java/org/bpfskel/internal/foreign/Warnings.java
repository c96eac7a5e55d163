package org.bpfskel.internal.foreign;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.bpfskel.btf.Printable;
import org.jspecify.annotations.Nullable;

/** The runtime's own log. */
public final class Warnings {
  /** Made with the first warning, for that starts all of logging; a failed try is made again. */
  private static @Nullable Logger logger;

  private Warnings() {}

  private static synchronized Logger logger() {
    Logger known = logger;
    if (known == null) {
      known = System.getLogger("org.bpfskel");
      logger = known;
    }
    return known;
  }

  /** Logs it; the parameters are those of {@link java.text.MessageFormat}. */
  public static void warn(String format, Object... parameters) {
    Object[] printable = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      printable[i] = Printable.of(String.valueOf(parameters[i]));
    }
    logger().log(Level.WARNING, format, printable);
  }

  /** Logs it, with its cause. */
  public static void warn(String message, Throwable cause) {
    logger().log(Level.WARNING, Printable.of(message), cause);
  }
}
