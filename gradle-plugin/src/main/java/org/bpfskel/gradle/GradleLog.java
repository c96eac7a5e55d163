package org.bpfskel.gradle;

import org.bpfskel.compile.BuildLog;
import org.gradle.api.logging.Logger;

/** Gradle's log, as what compiles knows it. */
record GradleLog(Logger logger) implements BuildLog {
  @Override
  public void debug(String line) {
    logger.debug(line);
  }

  @Override
  public void info(String line) {
    logger.info(line);
  }

  @Override
  public void warn(String line) {
    logger.warn(line);
  }

  @Override
  public void error(String line) {
    logger.error(line);
  }
}
