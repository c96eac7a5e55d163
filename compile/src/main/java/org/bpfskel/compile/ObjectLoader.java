package org.bpfskel.compile;

import java.nio.file.Path;

/** Gives an object to this machine's libbpf and kernel, by whichever runtime is there. */
public interface ObjectLoader {
  /** Opens the object by libbpf; what it throws says what stands in the way. */
  Opened open(Path object);

  /** An opened object. */
  interface Opened extends AutoCloseable {
    /** Gives it to the kernel; what this throws says what stands in the way. */
    void load();

    @Override
    void close();
  }
}
