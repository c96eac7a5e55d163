package org.bpfskel.maven;

import org.apache.maven.plugin.logging.Log;
import org.bpfskel.compile.BuildLog;

/** Maven's log, as what compiles knows it. */
record MavenLog(Log log) implements BuildLog {
  @Override
  public void debug(String line) {
    log.debug(line);
  }

  @Override
  public void info(String line) {
    log.info(line);
  }

  @Override
  public void warn(String line) {
    log.warn(line);
  }

  @Override
  public void error(String line) {
    log.error(line);
  }
}
