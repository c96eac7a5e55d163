package org.bpfskel.internal.elf;

/** Bytes that are not an ELF file of BPF code; the message says what was found and what to do. */
public final class ElfException extends Exception {
  private static final long serialVersionUID = 1L;

  ElfException(String message) {
    super(message);
  }
}
