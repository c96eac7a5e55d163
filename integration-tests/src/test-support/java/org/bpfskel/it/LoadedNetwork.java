package org.bpfskel.it;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of programs of the network that are loaded and not yet attached. */
abstract class LoadedNetwork {
  NetworkSkel skel;

  @BeforeEach
  final void load() {
    skel = NetworkSkel.openAndLoad();
  }

  @AfterEach
  final void close() {
    skel.close();
  }
}
