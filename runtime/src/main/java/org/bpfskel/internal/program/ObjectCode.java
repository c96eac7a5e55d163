package org.bpfskel.internal.program;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.elf.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * The functions of an object: its programs, and what they call. Takes a file that {@code
 * ObjectFacts} has found sound, so that every function lies in its section. Not for several threads
 * at once: relocations are read when a section's are asked for.
 */
public final class ObjectCode {
  private final ElfFile elf;
  private final CodeReferences references;

  /** By section and first byte. Of several symbols of one place the first. */
  private final Map<Long, BpfFunction> functions = new LinkedHashMap<>();

  private final Map<String, BpfFunction> programs = new LinkedHashMap<>();

  /** What each function calls or takes the address of, once that is known. */
  private final Map<BpfFunction, Set<BpfFunction>> called = new HashMap<>();

  private ObjectCode(ElfFile elf) {
    this.elf = elf;
    for (Symbol symbol : elf.symbols()) {
      if (symbol.isFunction() && symbol.section() > 0) {
        Section section = elf.sections().get(symbol.section());
        if (section.isCode() && symbol.value() % Instruction.SIZE == 0) {
          BpfFunction function = new BpfFunction(this, symbol, section);
          functions.putIfAbsent(place(section, symbol.value()), function);
          if (function.isProgram()) {
            programs.putIfAbsent(symbol.name(), function);
          }
        }
      }
    }
    this.references = new CodeReferences(elf, this);
  }

  /** Finds the functions, and reads none of them yet. */
  public static ObjectCode of(ElfFile elf) {
    return new ObjectCode(elf);
  }

  private static long place(Section section, long offset) {
    return (long) section.index() << Integer.SIZE | offset;
  }

  /** All functions, in the order of the symbols. */
  public Collection<BpfFunction> functions() {
    return functions.values();
  }

  /** What libbpf makes programs of, in the order of the symbols. */
  public Collection<BpfFunction> programs() {
    return programs.values();
  }

  /** The program of that name, or null. */
  public @Nullable BpfFunction program(String name) {
    return programs.get(name);
  }

  /** The function that starts at that byte of a section, or null. */
  public @Nullable BpfFunction functionAt(Section section, long offset) {
    return functions.get(place(section, offset));
  }

  /**
   * These functions and all that they call or take the address of, each once. Takes time linear in
   * the code that is reached.
   *
   * @throws ElfException if relocations of a section are damaged
   */
  public Set<BpfFunction> reachedFrom(Collection<BpfFunction> starts) throws ElfException {
    Set<BpfFunction> reached = new LinkedHashSet<>(starts);
    Deque<BpfFunction> open = new ArrayDeque<>(starts);
    while (!open.isEmpty()) {
      for (BpfFunction next : called(open.remove())) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }

  private Set<BpfFunction> called(BpfFunction function) throws ElfException {
    Set<BpfFunction> known = called.get(function);
    if (known == null) {
      known = new LinkedHashSet<>();
      for (CodeUse use : uses(function)) {
        if (use.reference().function() != null) {
          known.add(use.reference().function());
        }
      }
      called.put(function, known);
    }
    return known;
  }

  /**
   * All instructions of a function that refer to something.
   *
   * @throws ElfException if relocations of the section are damaged
   */
  public List<CodeUse> uses(BpfFunction function) throws ElfException {
    List<CodeUse> uses = new ArrayList<>();
    Instructions instructions = function.instructions();
    int index = 0;
    while (index < instructions.length()) {
      Instruction instruction = instructions.at(index);
      CodeReference reference = references.of(function.section(), function.start() + index);
      if (reference != null) {
        uses.add(new CodeUse(index, instruction, reference));
      }
      index += instruction.length();
    }
    return uses;
  }

  @Nullable CodeReference reference(BpfFunction function, int index) throws ElfException {
    return references.of(function.section(), function.start() + index);
  }

  /** Bytes of a section in its byte order, a view. */
  ByteBuffer bytes(Section section, int offset, int size) {
    ByteBuffer data = elf.data(section);
    return data.slice(offset, size).order(data.order());
  }
}
