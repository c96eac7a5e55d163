package org.bpfskel.generated;

import org.bpfskel.StructOpsMap;
import org.bpfskel.StructOpsShadow;

/** Load's first half on its own, for nobody can look at the image once load has begun. */
public final class WriteBack {
  private WriteBack() {}

  /** Writes what was changed in a shadow, whose object may be of any build; returns the image. */
  public static byte[] of(StructOpsMap variable, StructOpsShadow of) {
    GeneratedShadow shadow = (GeneratedShadow) of;
    VariableImage image =
        new VariableImage(variable, variable.name(), shadow.structLayout(), false);
    image.edit(shadow);
    image.commit();
    return variable.initialValue();
  }
}
