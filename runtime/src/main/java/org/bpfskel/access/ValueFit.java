package org.bpfskel.access;

import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.SectionLayout;
import org.bpfskel.data.Codec;

/** Holds what a class has as key or value of a map against the type that the map has for it. */
public final class ValueFit {
  private ValueFit() {}

  /**
   * The codec for values as the map has them, whose members may lie elsewhere than the class's.
   *
   * @param path what misfits call it
   * @param typeId of the map's key or value
   * @param misfits takes what cannot be the same
   */
  public static <T> Codec<T> of(
      String path, Codec<T> ofClass, Btf btf, int typeId, List<String> misfits) {
    try {
      return ValueDoor.values()
          .codec(path, ofClass, SectionLayout.variable(btf, "", typeId, 0), misfits);
    } catch (BtfException e) {
      misfits.add(path + ": its type is unreadable: " + e.getMessage());
      return ofClass;
    }
  }
}
