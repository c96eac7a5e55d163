package org.bpfskel.processor.check;

import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import org.bpfskel.processor.model.ObjectWarning;

/** All checks of an object. Each says what is there, who refuses it, and what mends it in C. */
public final class ObjectChecks {
  private ObjectChecks() {}

  /**
   * What will be refused, and what may not be meant; errors first. Nothing of raw BTF, nor of bytes
   * that the reader of objects refuses: that has its own error.
   */
  public static List<ObjectWarning> of(byte[] object) {
    if (Btf.isBtf(object)) {
      return List.of();
    }
    try {
      return of(ObjectFacts.read(object));
    } catch (BtfException | ElfException | RefusedObjectException e) {
      return List.of();
    }
  }

  private static List<ObjectWarning> of(ObjectFacts facts) throws BtfException, ElfException {
    Btf btf = facts.btf();
    if (btf == null || !facts.elf().hasSymbolTable()) {
      return List.of();
    }
    CheckedObject object = new CheckedObject(facts, btf);
    Findings findings = new Findings();
    ExternChecks.check(object, findings);
    KconfigChecks.check(object, findings);
    EmptySections.check(object, findings);
    MapDefinitionChecks.check(object, findings);
    MapCreationChecks.check(object, findings);
    SpecialVariableChecks.check(object, findings);
    ReferenceChecks.check(object, findings);
    LicenseChecks.check(object, findings);
    SlotChecks.check(object, findings);
    SectionChecks.check(object, findings);
    UnusedChecks.check(object, findings);
    TailCallChecks.check(object, findings);
    return findings.all();
  }
}
