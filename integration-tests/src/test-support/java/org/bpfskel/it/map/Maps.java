package org.bpfskel.it.map;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.MapType;
import org.bpfskel.feature.Features;

/** Objects with the maps and programs of one test only, so that no other kind matters to it. */
final class Maps {
  static final String GENERAL = "bpf/maps.bpf.o";
  static final String STORAGE = "bpf/maps_storage.bpf.o";
  static final String REDIRECT = "bpf/maps_redirect.bpf.o";

  private Maps() {}

  /** Open, and to be loaded with these maps and without programs. */
  static BpfObject open(String resource, String... maps) {
    BpfObject object = BpfObject.open(bytes(resource), resource);
    keep(object, maps);
    return object;
  }

  /** Has load pass over programs, and over all other maps. */
  static void keep(BpfObject object, String... maps) {
    for (BpfProgram program : object.programs()) {
      program.setAutoload(false);
    }
    for (BpfMap map : object.maps()) {
      boolean isSection = map.name().contains(".");
      map.options().setAutocreate(isSection || List.of(maps).contains(map.name()));
    }
  }

  static BpfObject load(String resource, String... maps) {
    BpfObject object = open(resource, maps);
    object.load();
    return object;
  }

  /** Open, and to be loaded with one program and these maps, {@code caller} among them. */
  static BpfObject loadWithProgram(String resource, String program, String... maps) {
    BpfObject object = open(resource, maps);
    object.program(program).setAutoload(true);
    object.load();
    return object;
  }

  /** Skips a test whose kind of map the running kernel does not have. */
  static void assumeSupported(MapType kind) {
    assumeTrue(Features.isSupported(kind), () -> "the running kernel has no " + kind + " maps");
  }

  static byte[] bytes(String resource) {
    try (InputStream in = Maps.class.getClassLoader().getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
