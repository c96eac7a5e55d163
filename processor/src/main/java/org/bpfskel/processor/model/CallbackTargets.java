package org.bpfskel.processor.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Relocation;
import org.bpfskel.internal.elf.Symbol;
import org.jspecify.annotations.Nullable;

/** What the relocations of struct_ops variables point to. */
final class CallbackTargets {
  private final ElfFile elf;
  private final Map<String, Program> programs = new HashMap<>();

  CallbackTargets(ElfFile elf, List<Program> programs) {
    this.elf = elf;
    for (Program program : programs) {
      this.programs.put(program.name(), program);
    }
  }

  /** The struct_ops program, or null if it is anything else. */
  @Nullable Program program(Relocation relocation) {
    Symbol symbol = elf.symbols().get(relocation.symbol());
    // libbpf takes the program where the symbol is, and of a section that is its first.
    Program program = anyProgram(symbol.isSection() ? at(symbol, symbol.value()) : symbol);
    return program != null && program.structOps() ? program : null;
  }

  /**
   * The symbol of what a relocation points to. In place of what is static, clang names the section
   * and leaves the offset in the place to be relocated.
   */
  Symbol target(Relocation relocation, long offset) {
    Symbol symbol = elf.symbols().get(relocation.symbol());
    return symbol.isSection() ? at(symbol, offset) : symbol;
  }

  /** What lies at an offset of a section; the section's own symbol if nothing does. */
  private Symbol at(Symbol section, long offset) {
    for (Symbol other : elf.symbols()) {
      if (other.section() == section.section()
          && other.value() == offset
          && (other.isFunction() || other.isObject())) {
        return other;
      }
    }
    return section;
  }

  /** How messages call it. */
  String name(Symbol target) {
    return target.isSection() && target.section() >= 0
        ? elf.sections().get(target.section()).name()
        : target.name();
  }

  /** Why it cannot be in that callback, and what to do about it. */
  String refusal(Symbol target, String callback) {
    String declaration = "SEC(\"struct_ops/" + callback + "\")";
    Program program = anyProgram(target);
    if (target.section() == Symbol.UNDEFINED) {
      return "'%s', which this object does not define: define it in this C source, with %s"
          .formatted(name(target), declaration);
    }
    if (program != null) {
      return "program '%s' of section '%s', which is no struct_ops program: declare it with %s"
          .formatted(program.name(), program.section(), declaration);
    }
    if (!target.isFunction()) {
      return ("'%s', which is no function: leave .%s out of its initialiser in C, or set it to a"
              + " function with %s")
          .formatted(name(target), callback, declaration);
    }
    return target.isLocal()
        ? "static function '%s', which is no program: declare it with %s and without 'static'"
            .formatted(name(target), declaration)
        : "function '%s', which has no SEC and so is no program: declare it with %s"
            .formatted(name(target), declaration);
  }

  private @Nullable Program anyProgram(Symbol symbol) {
    Program program = programs.get(symbol.name());
    return program != null
            && symbol.isFunction()
            && symbol.section() > 0
            && elf.sections().get(symbol.section()).name().equals(program.section())
        ? program
        : null;
  }
}
