package org.bpfskel.it;

import org.bpfskel.BpfException;
import org.bpfskel.loaded.KernelObjects;

/** A process that lists the maps of the machine, or says why it may not. */
final class ListedMaps {
  private ListedMaps() {}

  public static void main(String[] args) {
    try {
      System.out.println(KernelObjects.maps());
    } catch (BpfException e) {
      System.out.println(e.kind() + " " + e.getMessage());
    }
  }
}
