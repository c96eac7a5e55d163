package org.bpfskel.event;

import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.btf.BtfException;
import org.bpfskel.struct.BuildLayouts;

/** Which build of an object a map's records are of. */
final class Builds {
  private Builds() {}

  static BuildLayouts of(BpfMap map) {
    try {
      return new BuildLayouts(map.object().btf(), map.object().build());
    } catch (BtfException e) {
      throw new BpfException(
          "bpf_object__btf", map.name(), BpfException.Kind.INVALID, String.valueOf(e.getMessage()));
    }
  }
}
