package org.bpfskel.processor.check;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.ProgramSection;
import org.bpfskel.internal.program.ProgramSection.Place;

/**
 * Programs that libbpf loads or attaches only after the user has said more than the section does.
 */
final class SectionChecks {
  private final List<String> untyped = new ArrayList<>();
  private final List<String> untargeted = new ArrayList<>();
  private final List<String> unattached = new ArrayList<>();

  /** Those whose sections cannot say where, as {@code SEC("xdp")}. */
  private final List<String> elsewhere = new ArrayList<>();

  /** Whether {@code attach()} attaches anything of the object. */
  private boolean attaches;

  private final UsedPlaces places;

  private SectionChecks(UsedPlaces places) {
    this.places = places;
  }

  static void check(CheckedObject object, Findings findings) throws ElfException {
    SectionChecks checks = new SectionChecks(UsedPlaces.ofData(object));
    for (BpfFunction program : object.code().programs()) {
      checks.check(program);
    }
    checks.report(findings);
  }

  private void check(BpfFunction program) {
    String name = program.section().name();
    ProgramSection section = ProgramSection.of(name);
    String shown = program.name() + "' in '" + NameList.cut(name);
    boolean loads = !SectionKind.isOptional(name);
    boolean hasTarget = name.indexOf('/') >= 0;
    if (section == null) {
      if (loads) {
        untyped.add(shown);
      }
    } else if (section.needsTarget() && !hasTarget) {
      if (loads) {
        untargeted.add(shown);
      }
    } else if (section.isStructOps() || (section.place() == Place.SECTION && hasTarget)) {
      attaches = true;
    } else if (loads && section.place() == Place.SECTION) {
      unattached.add(shown);
    } else if (loads && section.place() == Place.TARGET && !places.isUsed(program)) {
      elsewhere.add(shown);
    }
  }

  private void report(Findings findings) {
    if (!untyped.isEmpty()) {
      findings.note(
          ("libbpf knows no type of program for these sections, and loads the object only with one:"
                  + " %s. Name the section as libbpf does in C, or set type or autoload before load")
              .formatted(NameList.of(untyped)));
    }
    if (!untargeted.isEmpty()) {
      findings.note(
          ("these sections name no target, without which libbpf does not load the program: %s. Write"
                  + " it behind a slash in C, or set target or autoload before load")
              .formatted(NameList.of(untargeted)));
    }
    if (attaches) {
      unattached.addAll(elsewhere); // else nobody counts on attach()
    }
    if (!unattached.isEmpty()) {
      findings.note(
          ("attach() of the skeleton leaves these programs unattached, for their sections do not say"
                  + " where: %s. Attach each to a target of org.bpfskel.attach")
              .formatted(NameList.of(unattached)));
    }
  }
}
