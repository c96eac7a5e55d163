package org.bpfskel.it;

import java.util.Set;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;

/**
 * Those of {@code maps.bpf.c} that every kernel has, without its programs. No {@code PROG_ARRAY}:
 * one that anybody looks at by its id while it is closed stays for ever (Linux 6.18).
 */
final class CommonMaps {
  private static final String OBJECT = "bpf/maps.bpf.o";

  private static final Set<String> KEPT =
      Set.of(
          "counts",
          "recent",
          "counts_by_cpu",
          "slots",
          "slots_by_cpu",
          "routes",
          "jobs",
          "undo",
          "seen",
          "first_inner",
          "second_inner",
          "tables",
          "tables_by_id",
          "stacks");

  private CommonMaps() {}

  /** To be loaded. */
  static BpfObject open() {
    BpfObject object = BpfObject.open(BpfObjects.bytes(OBJECT), OBJECT);
    for (BpfProgram program : object.programs()) {
      program.setAutoload(false);
    }
    for (BpfMap map : object.maps()) {
      map.options().setAutocreate(KEPT.contains(map.name()));
    }
    return object;
  }

  static BpfObject load() {
    BpfObject object = open();
    try {
      object.load();
      return object;
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }
}
