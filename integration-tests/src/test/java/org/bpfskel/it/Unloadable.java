package org.bpfskel.it;

/** An object that libbpf opens and cannot load, with or without privilege, and warns of it. */
final class Unloadable {
  private Unloadable() {}

  /** The variable has a struct that no kernel knows, and is asked for all the same. */
  static OptionalSkel open() {
    OptionalSkel skel = OptionalSkel.open();
    skel.maps.unheard_of.setAutocreate(true);
    return skel;
  }
}
