package org.bpfskel.processor.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.object.SectionKind;
import org.jspecify.annotations.Nullable;

/** libbpf opens no object whose BTF has a section of variables that takes no bytes. */
final class EmptySections {
  private EmptySections() {}

  static void check(CheckedObject object, Findings findings) throws BtfException {
    Btf btf = object.btf();
    Map<String, Section> first = new HashMap<>();
    for (Section section : object.elf().sections()) {
      first.putIfAbsent(section.name(), section);
    }
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.DATASEC) {
        BtfType.DataSec types = (BtfType.DataSec) btf.type(id);
        check(btf, types, first.get(types.name()), findings);
      }
    }
  }

  private static void check(
      Btf btf, BtfType.DataSec types, @Nullable Section section, Findings findings)
      throws BtfException {
    boolean fromElsewhere =
        types.name().equals(ExternChecks.KSYMS)
            || SectionKind.of(types.name()) == SectionKind.KCONFIG;
    if (fromElsewhere || types.size() != 0 || (section != null && section.size() > 0)) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (BtfType.SectionVar entry : types.vars()) {
      if (btf.type(entry.type()) instanceof BtfType.Var variable
          && variable.linkage() != BtfType.Linkage.EXTERN) {
        names.add(variable.name());
      }
    }
    if (!names.isEmpty()) {
      findings.error(
          ("section '%s' has variables that take no bytes (%s), and libbpf opens no object with"
                  + " such a section: give them a size in C, or leave them out")
              .formatted(NameList.cut(types.name()), NameList.of(names)));
    }
  }
}
