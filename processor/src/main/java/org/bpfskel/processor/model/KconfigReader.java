package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.BtfType.Linkage;
import org.bpfskel.internal.object.SectionVariable;

/**
 * Lays out {@code .kconfig} as libbpf does. The section is not in the ELF file: its variables are
 * {@code extern}, and libbpf gives them a map and the running kernel's configuration.
 */
final class KconfigReader {
  private static final int MAX_ALIGNMENT = 8;

  private KconfigReader() {}

  /** The variables at the places that they get in the map. */
  static List<SectionVariable> layOut(Btf btf, List<SectionVariable> externs)
      throws BtfException, ObjectException {
    List<Extern> sorted = new ArrayList<>(externs.size());
    for (SectionVariable extern : externs) {
      sorted.add(
          new Extern(
              extern.name(),
              extern.typeId(),
              btf.sizeOf(extern.typeId()),
              alignment(btf, extern.typeId())));
    }
    sorted.sort(
        Comparator.comparingLong((Extern e) -> -e.alignment)
            .thenComparingLong(Extern::size)
            .thenComparing(Extern::name));
    List<SectionVariable> variables = new ArrayList<>(sorted.size());
    long end = 0;
    for (Extern extern : sorted) {
      long offset = (end + extern.alignment - 1) / extern.alignment * extern.alignment;
      end = offset + extern.size;
      if (end > Integer.MAX_VALUE) {
        throw new ObjectException(
            "the __kconfig variables take more than 2 GiB: make '%s' smaller"
                .formatted(extern.name));
      }
      variables.add(
          new SectionVariable(
              extern.name, extern.typeId, (int) offset, (int) extern.size, Linkage.GLOBAL));
    }
    return variables;
  }

  /** Bytes of the map: those of the variables up to the last one's end. */
  static int size(List<SectionVariable> laidOut) {
    return laidOut.stream()
        .mapToInt(variable -> variable.offset() + variable.size())
        .max()
        .orElse(0);
  }

  /** libbpf takes only integers, an enum and arrays of characters; for these size is alignment. */
  private static long alignment(Btf btf, int typeId) throws BtfException {
    int id = btf.resolve(typeId);
    if (btf.kind(id) == BtfKind.ARRAY) {
      id = btf.resolve(((BtfType.Array) btf.type(id)).element());
    }
    return Math.max(1, Math.min(MAX_ALIGNMENT, btf.sizeOf(id)));
  }

  private record Extern(String name, int typeId, long size, long alignment) {}
}
