package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.elf.Symbol;
import org.bpfskel.internal.object.SectionKind;

/** Finds the programs of an object, in libbpf's order: by section, within one by address. */
final class ProgramReader {
  private ProgramReader() {}

  static List<Program> read(ElfFile elf) throws ObjectException {
    List<Symbol> functions = new ArrayList<>();
    for (Symbol symbol : elf.symbols()) {
      if (symbol.isFunction()
          && symbol.section() >= 0
          && elf.sections().get(symbol.section()).holdsPrograms()) {
        functions.add(symbol);
      }
    }
    functions.sort(ProgramReader::compare);

    List<String> names = new ArrayList<>(functions.size());
    for (Symbol function : functions) {
      names.add(function.name());
    }
    List<String> javaNames = JavaNames.fields(names, Set.of());
    List<Program> programs = new ArrayList<>(functions.size());
    for (int i = 0; i < functions.size(); i++) {
      Symbol function = functions.get(i);
      Section section = elf.sections().get(function.section());
      check(function, section);
      programs.add(
          new Program(
              function.name(), javaNames.get(i), section.name(), isStructOps(section.name())));
    }
    return programs;
  }

  private static int compare(Symbol first, Symbol second) {
    return first.section() == second.section()
        ? Long.compare(first.value(), second.value())
        : Integer.compare(first.section(), second.section());
  }

  private static void check(Symbol function, Section section) throws ObjectException {
    if (function.isLocal()) {
      throw new ObjectException(
          ("%s '%s' in section '%s' is static, and libbpf opens no object with a static program:"
                  + " remove 'static' from the function in C")
              .formatted(
                  isStructOps(section.name()) ? "struct_ops function" : "program",
                  function.name(),
                  section.name()));
    }
  }

  /** {@code SEC("struct_ops…")}, sleepable or not; {@code ?} in front means: not loaded unasked. */
  private static boolean isStructOps(String section) {
    String type = SectionKind.required(section);
    int slash = type.indexOf('/');
    String prefix = slash < 0 ? type : type.substring(0, slash);
    return prefix.equals("struct_ops") || prefix.equals("struct_ops.s");
  }
}
