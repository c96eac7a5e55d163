package org.bpfskel.internal.object;

import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBounds;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfExt;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of an object say. Whoever has these facts has an object in which nothing is
 * damaged: what is there lies in its place, and libbpf finds it where they say. Immutable.
 */
public final class ObjectFacts {
  private static final String BTF = ".BTF";
  private static final String BTF_EXT = ".BTF.ext";

  private final ElfFile elf;
  private final @Nullable Btf btf;
  private final SectionVariables variables;
  private final StructOpsVariables structOps;

  private ObjectFacts(ElfFile elf, long fileBytes)
      throws BtfException, ElfException, RefusedObjectException {
    this.elf = elf;
    ObjectSections.checkSizes(elf);
    SymbolChecks.check(elf);
    this.btf = btf(elf);
    if (btf == null || !elf.hasSymbolTable()) {
      this.variables = SectionVariables.NONE;
      this.structOps = StructOpsVariables.NONE;
    } else {
      BtfBounds.check(btf);
      this.variables = SectionVariables.of(elf, btf, fileBytes);
      this.structOps = StructOpsVariables.read(elf, btf, variables);
      ValueChecks.check(elf, btf, variables);
      NameChecks.checkMaps(variables, structOps.places());
    }
  }

  /**
   * Reads and checks all of it, in time and memory linear in the size of the file.
   *
   * @throws ElfException if the bytes are no object, or are damaged
   * @throws BtfException if its type information is damaged
   * @throws RefusedObjectException if what it says does not fit together
   */
  public static ObjectFacts read(byte[] bytes)
      throws BtfException, ElfException, RefusedObjectException {
    return new ObjectFacts(ElfFile.parse(bytes), bytes.length);
  }

  /** libbpf takes the last section of that name, other readers the first: so there is one. */
  private static @Nullable Btf btf(ElfFile elf) throws BtfException, RefusedObjectException {
    Section found = null;
    for (Section section : elf.sections()) {
      if (section.name().equals(BTF)) {
        if (found != null) {
          throw RefusedObjectException.damaged(
              "sections %d and %d are both named '.BTF'".formatted(found.index(), section.index()));
        }
        found = section;
      }
    }
    return found == null ? null : Btf.parse(elf.data(found));
  }

  public ElfFile elf() {
    return elf;
  }

  /** The types, or null if the object was compiled without. */
  public @Nullable Btf btf() {
    return btf;
  }

  /**
   * What the object says of its instructions, read now; null if it says nothing.
   *
   * @throws BtfException if that is damaged, of which libbpf takes care
   */
  public @Nullable BtfExt btfExt() throws BtfException {
    for (Section section : elf.sections()) {
      if (btf != null && section.name().equals(BTF_EXT)) {
        return BtfExt.parse(elf.data(section), btf);
      }
    }
    return null;
  }

  /** The variables of all sections that libbpf makes maps of; none without types or symbols. */
  public SectionVariables variables() {
    return variables;
  }

  /** The struct_ops variables, by section index and then by offset. */
  public List<StructOpsPlace> structOps() {
    return structOps.places();
  }

  /** The types of these, by BTF id. */
  public Map<Integer, TopLevelMembers> structOpsTypes() {
    return structOps.types();
  }

  /** Where these have an address of something, in the order of the relocations. */
  public List<StructOpsRelocation> structOpsRelocations() {
    return structOps.relocations();
  }
}
