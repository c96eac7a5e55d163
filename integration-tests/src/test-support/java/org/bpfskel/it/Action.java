package org.bpfskel.it;

import java.io.IOException;

/** Something that a test does to make the kernel run a program. */
@FunctionalInterface
public interface Action {
  /** Does it, once. */
  void run() throws IOException;
}
