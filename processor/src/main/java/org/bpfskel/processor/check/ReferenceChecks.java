package org.bpfskel.processor.check;

import java.util.HashSet;
import java.util.Set;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CodeReference;
import org.bpfskel.internal.program.CodeReference.ReferenceKind;
import org.bpfskel.internal.program.CodeUse;

/** What programs refer to and libbpf does not know when it opens the object. */
final class ReferenceChecks {
  private static final String LEGACY_MAPS = "maps/";

  /** Where clang puts the targets of indirect jumps. */
  private static final String JUMP_TABLES = ".jumptables";

  private static final String PERCPU = ".percpu";

  private final Findings findings;
  private final Set<String> seen = new HashSet<>();

  private ReferenceChecks(Findings findings) {
    this.findings = findings;
  }

  static void check(CheckedObject object, Findings findings) throws ElfException {
    ReferenceChecks checks = new ReferenceChecks(findings);
    for (BpfFunction function : object.code().functions()) {
      for (CodeUse use : object.code().uses(function)) {
        checks.check(function, use);
      }
    }
  }

  private void check(BpfFunction function, CodeUse use) {
    CodeReference reference = use.reference();
    Section section = reference.section();
    if (section == null || !seen.add(section.index() + ":" + reference.offset())) {
      return;
    }
    if (reference.kind() == ReferenceKind.FUNCTION && reference.relocated()) {
      call(function, reference, section);
    } else if (reference.kind() == ReferenceKind.OTHER) {
      variable(function, reference, section);
    }
  }

  private void call(BpfFunction function, CodeReference reference, Section section) {
    if (section.holdsPrograms()) {
      findings.error(
          ("%s calls '%s', which is a program itself (section '%s'), and libbpf opens no object with"
                  + " such a call: move what both do into a function without SEC")
              .formatted(
                  function.shown(), NameList.cut(reference.name()), NameList.cut(section.name())));
    }
  }

  private void variable(BpfFunction function, CodeReference reference, Section section) {
    String name = NameList.cut(reference.name());
    String place = NameList.cut(section.name());
    if (section.name().startsWith(LEGACY_MAPS)) {
      findings.error(
          ("%s refers to '%s' in section '%s', and libbpf opens no object with such a map since 1.0:"
                  + " define it in SEC(\".maps\") with __uint and __type")
              .formatted(function.shown(), name, place));
    } else if (section.name().equals(PERCPU) || section.name().startsWith(PERCPU + ".")) {
      findings.note(
          ("%s refers to '%s' in section '%s', of which libbpf makes a map since 1.8, without a"
                  + " variable in the skeleton; older ones open no such object")
              .formatted(function.shown(), name, place));
    } else if (!section.name().startsWith(JUMP_TABLES)) {
      findings.error(
          ("%s refers to '%s' in section '%s', of which libbpf makes no map, and it opens no such"
                  + " object: put the variable into .data, .rodata or .bss, or a section whose name"
                  + " goes on from there, such as SEC(\".data.mine\")")
              .formatted(function.shown(), name, place));
    }
  }
}
