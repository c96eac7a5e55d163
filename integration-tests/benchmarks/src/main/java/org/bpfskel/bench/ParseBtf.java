package org.bpfskel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;

/** What {@code btf.c} does, in Java. */
final class ParseBtf {
  private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");
  private static final int ROUNDS = 60;

  private ParseBtf() {}

  public static void main(String[] args) {
    Rounds.print("first", Rounds.time(ParseBtf::once));
    Rounds.report("warm", ROUNDS, 1, ParseBtf::once);
  }

  private static void once() {
    try {
      Btf btf = Btf.parse(Files.readAllBytes(KERNEL));
      if (btf.find("tcp_congestion_ops", BtfKind.STRUCT) == 0) {
        throw new IllegalStateException("not found");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BtfException e) {
      throw new IllegalStateException(e);
    }
  }
}
