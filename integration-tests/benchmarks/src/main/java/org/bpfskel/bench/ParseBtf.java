package org.bpfskel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bpfskel.RunningKernel;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.internal.os.MappedMemory;

/** What {@code btf.c} does, in Java. */
final class ParseBtf {
  private static final int ROUNDS = 60;

  private ParseBtf() {}

  public static void main(String[] args) {
    MappedMemory.pageSize(); // JNA is there: whoever asks has opened an object
    Rounds.print("first", Rounds.time(ParseBtf::once));
    Rounds.report("warm", ROUNDS, 1, ParseBtf::once);
  }

  private static void once() {
    try {
      if (RunningKernel.types().find("tcp_congestion_ops", BtfKind.STRUCT) == 0) {
        throw new IllegalStateException("not found");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BtfException e) {
      throw new IllegalStateException(e);
    }
  }
}
