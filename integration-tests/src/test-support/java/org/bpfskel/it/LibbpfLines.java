package org.bpfskel.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears what libbpf prints, through java.util.logging, where System.Logger leads by default. */
final class LibbpfLines extends Handler implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger("org.bpfskel.libbpf");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Consumer<LogRecord> listener;
  private final Level previous = LOGGER.getLevel();

  private LibbpfLines(Consumer<LogRecord> listener) {
    this.listener = listener;
  }

  static LibbpfLines listen(Level level, Consumer<LogRecord> listener) {
    LibbpfLines lines = new LibbpfLines(listener);
    lines.setLevel(Level.ALL);
    LOGGER.setLevel(level);
    LOGGER.addHandler(lines);
    return lines;
  }

  List<String> at(Level level) {
    return records.stream()
        .filter(line -> line.getLevel().equals(level))
        .map(LogRecord::getMessage)
        .toList();
  }

  @Override
  public void publish(LogRecord line) {
    records.add(line);
    listener.accept(line);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
    LOGGER.setLevel(previous);
  }
}
