package org.bpfskel.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.ObjectCode;

/** An object as the checks see it. */
final class CheckedObject {
  private final ObjectFacts facts;
  private final Btf btf;
  private final ObjectCode code;

  CheckedObject(ObjectFacts facts, Btf btf) {
    this.facts = facts;
    this.btf = btf;
    this.code = ObjectCode.of(facts.elf());
  }

  ObjectFacts facts() {
    return facts;
  }

  ElfFile elf() {
    return facts.elf();
  }

  Btf btf() {
    return btf;
  }

  ObjectCode code() {
    return code;
  }

  /** Programs that load takes unless somebody says otherwise. */
  List<BpfFunction> loadedPrograms() {
    List<BpfFunction> loaded = new ArrayList<>();
    for (BpfFunction program : code.programs()) {
      String section = program.section().name();
      if (!SectionKind.isOptional(section) && ProgramSection.of(section) != null) {
        loaded.add(program);
      }
    }
    return loaded;
  }

  /** All programs and what they call. */
  Set<BpfFunction> usedFunctions() throws ElfException {
    return code.reachedFrom(code.programs());
  }
}
