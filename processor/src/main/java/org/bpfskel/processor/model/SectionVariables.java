package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.BtfType.Linkage;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * The variables of each section, by offset. BTF has names and types; clang leaves the offsets of
 * global variables at 0 in it, and visibility is known to the symbol table alone. A static linker
 * has filled in the offsets already, along with the size of the section.
 */
final class SectionVariables {
  private final Btf btf;
  private final TextBudget budget;
  private final Map<String, Integer> sections = new LinkedHashMap<>();
  private final @Nullable Map<String, Symbol> symbols;

  private SectionVariables(Btf btf, TextBudget budget, @Nullable Map<String, Symbol> symbols)
      throws BtfException, ObjectException {
    this.btf = btf;
    this.budget = budget;
    this.symbols = symbols;
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.DATASEC) {
        sections.putIfAbsent(budget.spend(btf.name(id)), id);
      }
    }
  }

  static SectionVariables of(ElfFile elf, Btf btf, TextBudget budget)
      throws BtfException, ObjectException {
    Map<String, Symbol> symbols = new HashMap<>();
    for (Symbol symbol : elf.symbols()) {
      if (symbol.isObject() && symbol.isGlobalOrWeak()) {
        symbols.putIfAbsent(symbol.name(), symbol);
      }
    }
    return new SectionVariables(btf, budget, symbols);
  }

  /** Of BTF alone: where offsets are 0 the variables stay in its order. */
  static SectionVariables ofTypes(Btf btf, TextBudget budget) throws BtfException, ObjectException {
    return new SectionVariables(btf, budget, null);
  }

  /** The names of all sections, in the order of BTF. */
  List<String> sections() {
    return List.copyOf(sections.keySet());
  }

  /** The variables in order of their offsets; none if BTF does not have the section. */
  List<SectionVariable> in(String section) throws BtfException, ObjectException {
    int id = sections.getOrDefault(section, 0);
    if (id == 0) {
      return List.of();
    }
    BtfType.DataSec dataSec = (BtfType.DataSec) btf.type(id);
    List<SectionVariable> variables = new ArrayList<>(dataSec.vars().size());
    for (BtfType.SectionVar entry : dataSec.vars()) {
      BtfType type = btf.type(entry.type());
      budget.spend(type.name());
      if (type instanceof BtfType.Var variable) {
        variables.add(complete(section, dataSec.size() != 0, entry, variable));
      }
    }
    variables.sort((first, second) -> Integer.compare(first.offset(), second.offset()));
    return variables;
  }

  private SectionVariable complete(
      String section, boolean linked, BtfType.SectionVar entry, BtfType.Var variable)
      throws ObjectException {
    long offset = Integer.toUnsignedLong(entry.offset());
    long size = Integer.toUnsignedLong(entry.size());
    Linkage linkage = variable.linkage();
    if (linkage == Linkage.GLOBAL && symbols != null) {
      Symbol symbol = symbols.get(variable.name());
      if (symbol == null) {
        throw new ObjectException(
            ("variable '%s' of section '%s' is in BTF but not in the symbol table:"
                    + " do not strip the object, or use llvm-strip -g")
                .formatted(variable.name(), section));
      }
      offset = linked ? offset : symbol.value();
      linkage = symbol.isHidden() ? Linkage.STATIC : linkage;
    }
    if (offset < 0 || offset + size < 0 || offset + size > Integer.MAX_VALUE) {
      throw new ObjectException(
          "variable '%s' of section '%s' lies at byte %s: the object is damaged, build it again"
              .formatted(variable.name(), section, Long.toUnsignedString(offset)));
    }
    return new SectionVariable(variable.name(), variable.type(), (int) offset, (int) size, linkage);
  }
}
