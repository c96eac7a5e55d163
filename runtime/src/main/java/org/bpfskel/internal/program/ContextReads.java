package org.bpfskel.internal.program;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.bpfskel.internal.elf.ElfException;

/**
 * The bytes of its context that a program reads: for struct_ops and tracing an array of the
 * arguments, 8 bytes each.
 *
 * @param certain read whatever the kernel and the values of read-only variables are: no branch that
 *     the verifier may take for never taken leads there
 * @param found all reads that were found
 * @param isComplete whether there are no others; helpers may read more on the program's behalf
 */
public record ContextReads(BitSet certain, BitSet found, boolean isComplete) {

  /** Of a program of an object, with the functions that it gives its context to. */
  public static ContextReads of(BpfFunction program) throws ElfException {
    return new ContextScan(program.instructions(), program).read();
  }

  /**
   * Of the bytes of a program's own instructions, in their byte order, before libbpf has relocated
   * them. What it calls is not looked at.
   */
  public static ContextReads of(ByteBuffer instructions) {
    try {
      return new ContextScan(new Instructions(instructions), null).read();
    } catch (ElfException e) {
      throw new AssertionError(e); // nothing of a file is read here
    }
  }

  /** One more than the last argument of 8 bytes that is certainly read; 0 if none is. */
  public int certainSlots() {
    return (certain.length() + Long.BYTES - 1) / Long.BYTES;
  }
}
