package org.bpfskel.internal.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfExt;
import org.bpfskel.btf.LineInfo;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CodeUse;
import org.bpfskel.internal.program.ObjectCode;
import org.jspecify.annotations.Nullable;

/** Finds the line in C of the step at which the verifier refused a program. */
final class RefusedSource {
  private final ObjectCode code;
  private final @Nullable BtfExt ext;

  /** Where libbpf puts each function that a program calls: behind the program itself. */
  private final Map<BpfFunction, Integer> places = new LinkedHashMap<>();

  private int length;

  private RefusedSource(ObjectFacts facts) throws BtfException {
    this.code = ObjectCode.of(facts.elf());
    this.ext = facts.btfExt();
  }

  /**
   * Where in C it is.
   *
   * @param object its name, which stands for the class
   * @param file the bytes of the object; null if they are not there any more
   * @return null if neither the log nor the object says so
   */
  static @Nullable StackTraceElement find(
      String object, String program, RefusedStep step, byte @Nullable [] file) {
    if (file != null) {
      try {
        RefusedSource source = new RefusedSource(ObjectFacts.read(file));
        BpfFunction main = source.code.program(program);
        if (main != null) {
          return source.find(object, main, step);
        }
      } catch (BtfException | ElfException | RefusedObjectException e) {
        // Its bytes were sound at open; what else there is to say of them is said elsewhere.
      }
    }
    return of(object, program, step.file(), step.line());
  }

  private static @Nullable StackTraceElement of(
      String object, String function, @Nullable String file, int line) {
    return file == null ? null : new StackTraceElement(object, function, file, line);
  }

  private @Nullable StackTraceElement find(String object, BpfFunction main, RefusedStep step)
      throws ElfException {
    place(main);
    if (step.instruction() >= length) {
      return of(object, main.name(), step.file(), step.line());
    }
    BpfFunction function = main;
    int start = 0;
    for (Map.Entry<BpfFunction, Integer> place : places.entrySet()) {
      if (place.getValue() <= step.instruction()) {
        function = place.getKey();
        start = place.getValue();
      }
    }
    LineInfo line = step.file() == null ? line(function, step.instruction() - start) : null;
    return line == null
        ? of(object, function.name(), step.file(), step.line())
        : of(object, function.name(), baseName(line.file()), line.line());
  }

  /** The last line that begins at an instruction of the function or before it. */
  private @Nullable LineInfo line(BpfFunction function, int instruction) {
    LineInfo found = null;
    if (ext != null) {
      int first = function.byteOffset(0);
      int last = function.byteOffset(instruction);
      for (LineInfo line : ext.lines(function.section().name())) {
        if (line.offset() >= first && line.offset() <= last) {
          found = line;
        }
      }
    }
    return found;
  }

  private static String baseName(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** As libbpf does it: a function where its first call is met, then at once those it calls. */
  private void place(BpfFunction main) throws ElfException {
    Deque<Iterator<CodeUse>> callers = new ArrayDeque<>();
    callers.push(append(main));
    while (!callers.isEmpty()) {
      if (!callers.element().hasNext()) {
        callers.pop();
        continue;
      }
      BpfFunction called = callers.element().next().reference().function();
      if (called != null && !places.containsKey(called)) {
        callers.push(append(called));
      }
    }
  }

  private Iterator<CodeUse> append(BpfFunction function) throws ElfException {
    places.put(function, length);
    length += function.length();
    return code.uses(function).iterator();
  }
}
