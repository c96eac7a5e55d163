package org.bpfskel.processor.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType.Linkage;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.object.ObjectSections;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;

/**
 * Locks and timers in a section with visible variables: such a section is mapped at load, and the
 * kernel maps none that has one. Lists and trees are not looked for, as they need a lock beside
 * them.
 */
final class SpecialVariableChecks {
  private static final Set<String> SPECIAL =
      Set.of("bpf_spin_lock", "bpf_timer", "bpf_wq", "bpf_task_work");

  private SpecialVariableChecks() {}

  static void check(CheckedObject object, Findings findings) throws BtfException {
    Set<String> seen = new HashSet<>();
    for (Section section : object.elf().sections()) {
      SectionKind kind = ObjectSections.data(section);
      if (kind != null && kind.isMap() && section.size() > 0 && seen.add(section.name())) {
        check(object, section.name(), findings);
      }
    }
  }

  private static void check(CheckedObject object, String section, Findings findings)
      throws BtfException {
    List<SectionVariable> variables = object.facts().variables().in(section);
    boolean visible = variables.stream().anyMatch(each -> each.linkage() == Linkage.GLOBAL);
    // Of two of a kind the kernel makes no map; libbpf then has one made that knows of neither.
    Map<String, String> once = new LinkedHashMap<>();
    for (SectionVariable variable : variables) {
      String type = structName(object.btf(), variable.typeId());
      if (SPECIAL.contains(type)) {
        once.merge(type, variable.name(), (one, two) -> "");
      }
    }
    once.values().removeIf(String::isEmpty);
    if (visible && !once.isEmpty()) {
      findings.error(
          ("section '%s' has a variable that only programs may touch (%s) and is not all static or"
                  + " __hidden, and the kernel lets nobody map such a section: give locks and timers"
                  + " a section of their own, such as SEC(\".bss.locks\") __hidden")
              .formatted(NameList.cut(section), NameList.of(once.values())));
    }
  }

  private static String structName(Btf btf, int typeId) throws BtfException {
    int id = btf.resolve(typeId);
    return btf.kind(id) == BtfKind.STRUCT ? btf.name(id) : "";
  }
}
