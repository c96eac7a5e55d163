package org.bpfskel.compile;

import java.nio.file.Path;
import org.bpfskel.BpfObject;

/** By the runtime beside this class. */
public final class RuntimeLoader implements ObjectLoader {
  /** Touches nothing yet. */
  public RuntimeLoader() {}

  @Override
  public Opened open(Path object) {
    BpfObject opened = BpfObject.open(object);
    return new Opened() {
      @Override
      public void load() {
        opened.load();
      }

      @Override
      public void close() {
        opened.close();
      }
    };
  }
}
