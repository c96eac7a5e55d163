package org.bpfskel.it;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Symbol;

/**
 * Opens an array that another thread makes, and unmakes, one that libbpf does not survive. For
 * {@link ChildJvm}.
 */
final class ChangedArray {
  static final String SURVIVED = "survived";

  private static final int SYMBOL_SIZE = 24;
  private static final int VALUE_AT = 8;
  private static final long BEFORE_THE_SECTION = -(1L << 28);

  private static final int SPINS = 500;

  private static volatile boolean ended;

  private ChangedArray() {}

  /** With the number of opens. */
  public static void main(String[] arguments) throws ElfException, InterruptedException {
    byte[] given = BpfObjects.bytes("bpf/dummy_ops.bpf.o");
    int symbol = symbolOfAProgram(given);
    ByteBuffer bytes = ByteBuffer.wrap(given).order(ByteOrder.nativeOrder());
    long value = bytes.getLong(symbol + VALUE_AT);
    long size = bytes.getLong(symbol + VALUE_AT + Long.BYTES);
    Thread changing =
        new Thread(
            () -> {
              while (!ended) {
                set(bytes, symbol, BEFORE_THE_SECTION, size - BEFORE_THE_SECTION);
                set(bytes, symbol, value, size);
              }
            });
    changing.start();
    for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
      open(() -> BpfObject.open(given, "given.bpf.o").close());
      open(() -> DummyOpsSkel.open(given).close());
    }
    ended = true;
    changing.join();
    System.out.println(SURVIVED);
  }

  /** For as long as a part of an open may take: both must be met. */
  private static void set(ByteBuffer bytes, int symbol, long value, long size) {
    bytes.putLong(symbol + VALUE_AT, value);
    bytes.putLong(symbol + VALUE_AT + Long.BYTES, size);
    for (int i = 0; i < SPINS; i++) {
      Thread.onSpinWait();
    }
  }

  private static void open(Runnable opening) {
    try {
      opening.run();
    } catch (BpfException e) {
      // The copy was made while the array was damaged.
    }
  }

  private static int symbolOfAProgram(byte[] object) throws ElfException {
    ElfFile elf = ElfFile.parse(object);
    int table = (int) Objects.requireNonNull(elf.section(".symtab")).offset();
    for (Symbol symbol : elf.symbols()) {
      if (symbol.isFunction()) {
        return table + SYMBOL_SIZE * elf.symbols().indexOf(symbol);
      }
    }
    throw new IllegalStateException("no program");
  }
}
