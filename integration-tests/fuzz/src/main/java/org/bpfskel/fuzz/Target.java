package org.bpfskel.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** What damaged files are given to: the files it starts from, their damage, and the reader. */
public enum Target {
  /** Raw BTF, to the BTF reader. */
  BTF(true, Readers::btf),
  /** Objects, to the ELF reader. */
  ELF(false, Readers::elf),
  /** Objects, to what makes a skeleton of them: its model within bounds, then its source. */
  OBJECT(false, Readers::object) {
    @Override
    public boolean accepts(byte[] file) {
      return super.accepts(file) && Readers.skeleton(file);
    }
  },
  /** Raw BTF, to the same. */
  TYPES(true, Readers::object) {
    @Override
    public boolean accepts(byte[] file) {
      return OBJECT.accepts(file);
    }
  },
  /** Objects, to the reader of their debug information. */
  DEBUG(false, Readers::debug) {
    @Override
    public byte[] mutate(byte[] seed, RandomGenerator choices) {
      return choices.nextInt(4) == 0
          ? super.mutate(seed, choices)
          : DwarfMutator.mutate(seed, choices);
    }
  },
  /** Objects, to the processor inside of javac. */
  PROCESSOR(false, Readers::object) {
    @Override
    public boolean accepts(byte[] file) {
      boolean accepted = super.accepts(file);
      if (Skeletons.accept(file) != accepted) {
        throw new AssertionError("reader and processor are not of one mind");
      }
      return accepted;
    }
  };

  private final boolean raw;

  @SuppressWarnings("ImmutableEnumChecker") // a method without state
  private final Bounds.Reader reader;

  Target(boolean raw, Bounds.Reader reader) {
    this.raw = raw;
    this.reader = reader;
  }

  /** Whether files are BTF alone, and not objects. */
  public boolean isRaw() {
    return raw;
  }

  /** Intact files that the reader accepts. */
  public List<byte[]> seeds() {
    return raw ? Seeds.types() : Seeds.objects();
  }

  /** A damaged copy of a seed. */
  public byte[] mutate(byte[] seed, RandomGenerator choices) {
    return raw ? BtfMutator.mutate(seed, choices) : ElfMutator.mutate(seed, choices);
  }

  /**
   * Whether the reader takes the file.
   *
   * @throws AssertionError if it takes more time or memory than it may, or does not say what is
   *     wrong; anything else that is thrown is a mistake too
   */
  public boolean accepts(byte[] file) {
    return Bounds.hold(file, reader);
  }
}
