package org.bpfskel.compile;

/** Where a build tool shows lines of text, at its own levels. */
public interface BuildLog {
  /** Shows what only the curious want to know. */
  void debug(String line);

  /** Shows what is done. */
  void info(String line);

  /** Shows what may be a mistake. */
  void warn(String line);

  /** Shows what went wrong. */
  void error(String line);
}
