package org.bpfskel.internal.handle;

import org.bpfskel.btf.Printable;

/** What is said of maps and programs that load left out, as it was told. */
final class LeftOutOfLoad {
  private LeftOutOfLoad() {}

  /** Of a map, which load did not create. */
  static String map(String name) {
    return reason("map " + name, "autocreate", "options().setAutocreate(true)");
  }

  /** Of a program, which load did not load. */
  static String program(String name) {
    return reason("program " + name, "autoload", "setAutoload(true)");
  }

  private static String reason(String what, String setting, String call) {
    return "load left %s out, for its %s was off: call %s before load"
        .formatted(Printable.of(what), setting, call);
  }
}
