package org.bpfskel.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;

/** Damages an object's debug information, its numbers most of all. */
final class DwarfMutator {
  private static final int MAX_EDITS = 6;
  private static final List<String> SECTIONS =
      List.of(".debug_info", ".debug_abbrev", ".debug_str_offsets", ".debug_str");
  private static final byte[] EXTREMES = {0, 1, 2, 0x0b, 0x7f, (byte) 0x80, (byte) 0xff};

  private DwarfMutator() {}

  /** A damaged copy. The same choices give the same bytes. */
  static byte[] mutate(byte[] object, RandomGenerator choices) {
    byte[] bytes = object.clone();
    try {
      List<Section> sections =
          ElfFile.parse(object).sections().stream()
              .filter(section -> SECTIONS.contains(section.name().replace(".rel", "")))
              .filter(section -> section.size() > 0)
              .toList();
      for (int edits = 1 + choices.nextInt(MAX_EDITS); edits > 0 && !sections.isEmpty(); edits--) {
        Section section = sections.get(choices.nextInt(sections.size()));
        int at = (int) section.offset() + choices.nextInt((int) section.size());
        bytes[at] =
            choices.nextBoolean()
                ? EXTREMES[choices.nextInt(EXTREMES.length)]
                : (byte) choices.nextInt(256);
      }
    } catch (ElfException e) {
      throw new IllegalStateException(e); // of a seed
    }
    return bytes;
  }
}
