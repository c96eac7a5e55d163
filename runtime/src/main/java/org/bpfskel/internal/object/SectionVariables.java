package org.bpfskel.internal.object;

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
 * has filled in the offsets already, along with the size of the section. Immutable.
 */
public final class SectionVariables {
  static final SectionVariables NONE = new SectionVariables();

  private static final long MIN_NAMES = 1 << 20;

  /** Characters of names for each byte of the file; a variable takes 28 bytes of it or more. */
  private static final int NAMES_PER_BYTE = 4;

  private final Map<String, List<SectionVariable>> sections = new LinkedHashMap<>();

  /** Characters of names that may still be read: many variables may share one long string. */
  private long names;

  private SectionVariables() {}

  private SectionVariables(Btf btf, long fileBytes, @Nullable Map<String, Symbol> symbols)
      throws BtfException, RefusedObjectException {
    names = MIN_NAMES + NAMES_PER_BYTE * fileBytes;
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.DATASEC) {
        String section = spend(btf.name(id));
        if (ObjectSections.hasVariables(section) && !sections.containsKey(section)) {
          sections.put(section, read(btf, id, section, symbols));
        }
      }
    }
  }

  static SectionVariables of(ElfFile elf, Btf btf, long fileBytes)
      throws BtfException, RefusedObjectException {
    Map<String, Symbol> symbols = new HashMap<>();
    for (Symbol symbol : elf.symbols()) {
      if (symbol.isObject() && symbol.isGlobalOrWeak()) {
        symbols.putIfAbsent(symbol.name(), symbol);
      }
    }
    return new SectionVariables(btf, fileBytes, symbols);
  }

  /** Of BTF alone, of so many bytes: where offsets are 0 the variables stay in its order. */
  public static SectionVariables ofTypes(Btf btf, long fileBytes)
      throws BtfException, RefusedObjectException {
    return new SectionVariables(btf, fileBytes, null);
  }

  /** The names of the sections, in the order of BTF. */
  public List<String> sections() {
    return List.copyOf(sections.keySet());
  }

  /** The variables in order of their offsets; none if BTF does not have the section. */
  public List<SectionVariable> in(String section) {
    return sections.getOrDefault(section, List.of());
  }

  private List<SectionVariable> read(
      Btf btf, int id, String section, @Nullable Map<String, Symbol> symbols)
      throws BtfException, RefusedObjectException {
    BtfType.DataSec dataSec = (BtfType.DataSec) btf.type(id);
    boolean linked = dataSec.size() != 0;
    List<SectionVariable> variables = new ArrayList<>(dataSec.vars().size());
    for (BtfType.SectionVar entry : dataSec.vars()) {
      BtfType type = btf.type(entry.type());
      spend(type.name());
      if (type instanceof BtfType.Var variable) {
        variables.add(complete(section, linked, entry, variable, symbols));
      }
    }
    variables.sort(null);
    return List.copyOf(variables);
  }

  private static SectionVariable complete(
      String section,
      boolean linked,
      BtfType.SectionVar entry,
      BtfType.Var variable,
      @Nullable Map<String, Symbol> symbols)
      throws RefusedObjectException {
    long offset = Integer.toUnsignedLong(entry.offset());
    long size = Integer.toUnsignedLong(entry.size());
    Linkage linkage = variable.linkage();
    if (linkage == Linkage.GLOBAL && symbols != null) {
      Symbol symbol = symbols.get(variable.name());
      if (symbol == null) {
        throw new RefusedObjectException(
            ("variable '%s' of section '%s' is in BTF but not in the symbol table:"
                    + " do not strip the object, or use llvm-strip -g")
                .formatted(variable.name(), section));
      }
      offset = linked ? offset : symbol.value();
      linkage = symbol.isHidden() ? Linkage.STATIC : linkage;
    }
    if (offset < 0 || offset + size < 0 || offset + size > Integer.MAX_VALUE) {
      throw RefusedObjectException.damaged(
          "variable '%s' of section '%s' lies at byte %s"
              .formatted(variable.name(), section, Long.toUnsignedString(offset)));
    }
    return new SectionVariable(variable.name(), variable.type(), (int) offset, (int) size, linkage);
  }

  private String spend(String name) throws RefusedObjectException {
    names -= name.length();
    if (names < 0) {
      throw RefusedObjectException.damaged(
          "the names of its variables add up to far more than the object has");
    }
    return name;
  }
}
