package org.bpfskel.it;

import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;

/**
 * Prints the first and the last line of the log of an accepted program of {@code refused.bpf.c}:
 * {@code LongLog NAME}.
 */
public final class LongLog {
  private static final int ALL_STEPS = 2;

  private LongLog() {}

  public static void main(String[] args) {
    try (BpfObject object =
        BpfObject.open(BpfObjects.bytes("bpf/refused.bpf.o"), "refused.bpf.o")) {
      BpfProgram program = object.program(args[0]);
      program.setAutoload(true);
      program.options().setLogLevel(ALL_STEPS);
      object.load();
      String log = program.verifierLog().stripTrailing();
      System.out.println(log.substring(0, log.indexOf('\n')));
      System.out.println(log.substring(log.lastIndexOf('\n') + 1));
    }
  }
}
