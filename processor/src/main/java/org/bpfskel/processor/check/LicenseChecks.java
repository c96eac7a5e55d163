package org.bpfskel.processor.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.HelperCalls;
import org.bpfskel.internal.program.HelperNames;
import org.bpfskel.internal.program.ProgramSection;
import org.jspecify.annotations.Nullable;

/** What the kernel gives only to programs whose license it takes for the GPL's. */
final class LicenseChecks {
  private static final Set<String> COMPATIBLE =
      Set.of(
          "GPL",
          "GPL v2",
          "GPL and additional rights",
          "Dual BSD/GPL",
          "Dual MIT/GPL",
          "Dual MPL/GPL");

  private static final String ADVICE =
      "write char LICENSE[] SEC(\"license\") = \"GPL\" or \"Dual BSD/GPL\", if that is its license";

  private LicenseChecks() {}

  static void check(CheckedObject object, Findings findings) throws BtfException, ElfException {
    String license = license(object);
    if (license != null && COMPATIBLE.contains(license)) {
      return;
    }
    String found = license == null ? "has no license" : "has license '" + license + "'";
    List<BpfFunction> loaded = object.loadedPrograms();
    Set<String> kinds = new TreeSet<>();
    for (BpfFunction program : loaded) {
      ProgramSection section = ProgramSection.of(program.section().name());
      if (section != null && section.needsGpl()) {
        kinds.add(program.name());
      }
    }
    // One without a license may be a part, to be linked with another that has it.
    if (license != null && !kinds.isEmpty()) {
      findings.error(
          ("the object %s, and the kernel takes programs of struct_ops and lsm only under the GPL"
                  + " (%s): %s")
              .formatted(found, NameList.of(kinds), ADVICE));
    }
    Set<String> calls = restricted(object.code().reachedFrom(loaded));
    if (!calls.isEmpty()) {
      findings.error(
          "the object %s, and the kernel lets only programs under the GPL call %s: %s"
              .formatted(found, NameList.of(calls), ADVICE));
    }
  }

  private static Set<String> restricted(Collection<BpfFunction> functions) {
    Set<String> names = new TreeSet<>();
    for (int helper : HelperCalls.in(functions).keySet()) {
      if (GplHelpers.has(helper)) {
        names.add(HelperNames.of(helper));
      }
    }
    return names;
  }

  private static @Nullable String license(CheckedObject object) {
    Section section = object.elf().section("license");
    if (section == null) {
      return null;
    }
    ByteBuffer data = object.elf().data(section);
    int end = 0;
    while (end < Math.min(data.limit(), 63) && data.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end];
    data.get(0, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
