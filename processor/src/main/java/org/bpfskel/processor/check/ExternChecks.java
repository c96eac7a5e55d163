package org.bpfskel.processor.check;

import java.util.HashMap;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.elf.Symbol;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;

/**
 * libbpf opens an object only if each extern that is used is of the kernel or its configuration.
 */
final class ExternChecks {
  static final String KSYMS = ".ksyms";

  private ExternChecks() {}

  static void check(CheckedObject object, Findings findings) throws BtfException {
    Map<String, String> sections = sections(object.btf());
    for (SectionVariable map : object.facts().variables().in(SectionKind.MAPS.section())) {
      sections.put(map.name(), KSYMS); // an extern map has its own error
    }
    for (Symbol symbol : object.elf().symbols()) {
      if (symbol.isExtern() && !symbol.name().isEmpty()) {
        String section = sections.get(symbol.name());
        if (section == null) {
          findings.error(undefined(NameList.cut(symbol.name())));
        } else if (!section.equals(KSYMS) && SectionKind.of(section) != SectionKind.KCONFIG) {
          findings.error(misplaced(NameList.cut(symbol.name()), NameList.cut(section)));
        }
      }
    }
  }

  private static String undefined(String name) {
    return ("'%s' is extern and used, and this object does not define it: libbpf opens no such"
            + " object. Define it in C, link this object with the one that defines it (bpftool gen"
            + " object), or declare it __ksym if it is the kernel's")
        .formatted(name);
  }

  private static String misplaced(String name, String section) {
    return ("'%s' is extern in section '%s', and libbpf opens an object only with externs in .ksyms"
            + " and .kconfig: declare it __ksym or __kconfig")
        .formatted(name, section);
  }

  /** The section that BTF gives each extern function and variable. */
  static Map<String, String> sections(Btf btf) throws BtfException {
    Map<String, String> sections = new HashMap<>();
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.DATASEC) {
        BtfType.DataSec section = (BtfType.DataSec) btf.type(id);
        for (BtfType.SectionVar entry : section.vars()) {
          String name = externName(btf.type(entry.type()));
          if (!name.isEmpty()) {
            sections.putIfAbsent(name, section.name());
          }
        }
      }
    }
    return sections;
  }

  private static String externName(BtfType type) {
    if (type instanceof BtfType.Var variable && variable.linkage() == BtfType.Linkage.EXTERN) {
      return variable.name();
    }
    return type instanceof BtfType.Func function && function.linkage() == BtfType.Linkage.EXTERN
        ? function.name()
        : "";
  }
}
