package org.bpfskel.it;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Hears what skeletons say, through java.util.logging, where System.Logger leads by default. */
public final class SkeletonWarnings extends Handler implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger("org.bpfskel");

  private final List<String> messages = new ArrayList<>();

  private SkeletonWarnings() {}

  public static SkeletonWarnings listen() {
    SkeletonWarnings warnings = new SkeletonWarnings();
    LOGGER.addHandler(warnings);
    return warnings;
  }

  /** What was said since the last call. */
  public synchronized List<String> take() {
    List<String> taken = List.copyOf(messages);
    messages.clear();
    return taken;
  }

  @Override
  public synchronized void publish(LogRecord line) {
    // What libbpf says comes by here too.
    if (LOGGER.getName().equals(line.getLoggerName())) {
      messages.add(line.getLevel() + ": " + new SimpleFormatter().formatMessage(line));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
  }
}
