package org.bpfskel.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The runtime's own log. Loaded with the first warning: making a logger starts all of logging. */
public final class Warnings {
  private static final Logger LOG = System.getLogger("org.bpfskel");

  private Warnings() {}

  /** Logs it; the parameters are those of {@link java.text.MessageFormat}. */
  public static void warn(String format, Object... parameters) {
    LOG.log(Level.WARNING, format, parameters);
  }

  /** Logs it, with its cause. */
  public static void warn(String message, Throwable cause) {
    LOG.log(Level.WARNING, message, cause);
  }
}
