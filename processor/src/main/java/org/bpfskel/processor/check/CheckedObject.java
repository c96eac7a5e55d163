package org.bpfskel.processor.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.object.MapDeclaration;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.ObjectCode;
import org.bpfskel.internal.program.ProgramSection;

/** An object as the checks see it. */
final class CheckedObject {
  private final ObjectFacts facts;
  private final Btf btf;
  private final ObjectCode code;
  private final Map<Integer, MapDeclaration> declarations = new HashMap<>();

  CheckedObject(ObjectFacts facts, Btf btf) {
    this.facts = facts;
    this.btf = btf;
    this.code = ObjectCode.of(facts.elf());
  }

  /** What the definition of a map says, by the type of the variable. */
  MapDeclaration declaration(SectionVariable map) throws BtfException {
    MapDeclaration known = declarations.get(map.typeId());
    if (known == null) {
      known = MapDeclaration.read(btf, map.typeId());
      declarations.put(map.typeId(), known);
    }
    return known;
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
}
