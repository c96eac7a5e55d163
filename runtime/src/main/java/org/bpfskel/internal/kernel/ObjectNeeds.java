package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bpfskel.MapType;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfExt;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.Flavour;
import org.bpfskel.btf.LineInfo;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.Symbol;
import org.bpfskel.internal.object.MapDeclaration;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;
import org.bpfskel.internal.object.StructOpsPlace;
import org.bpfskel.internal.object.StructOpsRelocation;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CodeReference;
import org.bpfskel.internal.program.CodeUse;
import org.bpfskel.internal.program.HelperCalls;
import org.bpfskel.internal.program.ObjectCode;
import org.jspecify.annotations.Nullable;

/** What an object asks of any kernel. Read once, to be held against several. */
public final class ObjectNeeds {
  private static final String KSYMS = ".ksyms";

  private final ObjectFacts facts;
  private final Btf btf;
  private final ObjectCode code;
  private final @Nullable BtfExt ext;
  private final List<BpfFunction> programs = new ArrayList<>();

  private final CoreAccesses accesses;
  private final Map<String, NavigableMap<Integer, LineInfo>> lines = new HashMap<>();

  private final List<KernelExtern> externs = new ArrayList<>();

  /** Kinds of maps that load makes, by name; not those that Java chooses. */
  private final Map<String, MapType> maps = new LinkedHashMap<>();

  private ObjectNeeds(ObjectFacts facts, Btf btf, Predicate<String> optional)
      throws BtfException, ElfException {
    this.facts = facts;
    this.btf = btf;
    this.code = ObjectCode.of(facts.elf());
    this.ext = facts.btfExt();
    findPrograms(optional);
    findExterns();
    findMaps();
    accesses = new CoreAccesses(btf, ext, code.functions());
  }

  /**
   * Reads them; null of an object without types, which can ask for nothing.
   *
   * @throws BtfException if {@code .BTF.ext} is damaged
   * @throws ElfException if relocations are
   */
  public static @Nullable ObjectNeeds of(ObjectFacts facts) throws BtfException, ElfException {
    return of(facts, program -> false);
  }

  /**
   * As the other, for an object that is open.
   *
   * @param optional which of the programs with {@code ?} in their sections load takes, by name
   */
  public static @Nullable ObjectNeeds of(ObjectFacts facts, Predicate<String> optional)
      throws BtfException, ElfException {
    Btf btf = facts.btf();
    return btf == null || !facts.elf().hasSymbolTable()
        ? null
        : new ObjectNeeds(facts, btf, optional);
  }

  private void findPrograms(Predicate<String> optional) throws ElfException {
    Set<String> callbacks = new HashSet<>();
    for (StructOpsRelocation relocation : facts.structOpsRelocations()) {
      if (!relocation.variable().isOptional()) {
        callbacks.add(facts.elf().symbols().get(relocation.relocation().symbol()).name());
      }
    }
    for (BpfFunction program : code.programs()) {
      String section = program.section().name();
      boolean structOps = SectionKind.required(section).startsWith("struct_ops");
      boolean asked =
          SectionKind.isOptional(section)
              ? optional.test(program.name())
              : !structOps || callbacks.contains(program.name());
      if (asked) {
        programs.add(program);
      }
    }
  }

  private void findExterns() throws BtfException {
    Map<String, Boolean> weak = new HashMap<>();
    for (Symbol symbol : facts.elf().symbols()) {
      if (symbol.isExtern()) {
        weak.put(symbol.name(), symbol.isWeak());
      }
    }
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.DATASEC && btf.name(id).equals(KSYMS)) {
        for (BtfType.SectionVar entry : ((BtfType.DataSec) btf.type(id)).vars()) {
          BtfType type = btf.type(entry.type());
          Boolean isWeak = weak.get(type.name());
          String name = Flavour.without(type.name());
          if (isWeak != null && type instanceof BtfType.Func function) {
            externs.add(new KernelExtern(name, type.kind(), isWeak, function.proto()));
          } else if (isWeak != null
              && type instanceof BtfType.Var variable
              && btf.resolve(variable.type()) != 0) { // others are found by address
            externs.add(new KernelExtern(name, type.kind(), isWeak, variable.type()));
          }
        }
      }
    }
  }

  private void findMaps() throws BtfException {
    for (SectionVariable map : facts.variables().in(SectionKind.MAPS.section())) {
      MapType type = MapDeclaration.read(btf, map.typeId()).type();
      if (!type.equals(MapType.UNSPEC)) {
        maps.put(map.name(), type);
      }
    }
  }

  /** All names that a kernel is asked for. */
  Set<String> names() throws BtfException {
    Set<String> names = new HashSet<>(UapiEnum.NAMES);
    externs.forEach(extern -> names.add(extern.name()));
    if (!externs.isEmpty()) {
      names.add(AskedTypes.KFUNC);
    }
    names.addAll(coreTypes());
    for (BpfFunction program : programs) {
      ProgramTarget target = ProgramTarget.of(program.section().name());
      if (target != null) {
        names.add(target.name());
      }
    }
    for (StructOpsPlace variable : facts.structOps()) {
      names.add(structOpsType(variable));
    }
    return names;
  }

  /** Types that instructions take something of, by their names in the kernel. */
  Set<String> coreTypes() {
    return accesses.types();
  }

  /** What libbpf relocates: programs that load takes, and all functions that programs can call. */
  List<CoreAccesses.AccessPlace> relocations() {
    Set<BpfFunction> loaded = new HashSet<>(programs);
    return accesses.of(function -> !function.isProgram() || loaded.contains(function));
  }

  /** The kernel's name of a variable's type. */
  String structOpsType(StructOpsPlace variable) throws BtfException {
    return Flavour.without(btf.name(variable.structId()));
  }

  /** Numbers of all helpers that the programs and what they reach call. */
  Set<Integer> helpers() throws ElfException {
    return HelperCalls.in(code.reachedFrom(programs)).keySet();
  }

  /** What load takes to the kernel unless somebody says otherwise. */
  Collection<BpfFunction> programs() {
    return programs;
  }

  /** Their names in C. */
  public List<String> programNames() {
    return programs.stream().map(BpfFunction::name).toList();
  }

  /** What is asked at an instruction; null if nothing is. */
  @Nullable CoreAccess access(BpfFunction function, int index) {
    return accesses.at(function, index);
  }

  /** Functions and variables of the kernel with a type. */
  List<KernelExtern> externs() {
    return externs;
  }

  Map<String, MapType> maps() {
    return maps;
  }

  ObjectFacts facts() {
    return facts;
  }

  Btf btf() {
    return btf;
  }

  /** The line in C of an instruction; empty if it is not known. */
  String place(BpfFunction function, int index) {
    NavigableMap<Integer, LineInfo> known =
        lines.computeIfAbsent(function.section().name(), this::linesOf);
    Map.Entry<Integer, LineInfo> line = known.floorEntry(function.byteOffset(index));
    if (line == null || line.getKey() < function.byteOffset(0)) {
      return "";
    }
    String file = line.getValue().file();
    return file.substring(file.lastIndexOf('/') + 1) + ":" + line.getValue().line();
  }

  /** The line in C of the first instruction that uses it; empty if that is not known. */
  String place(KernelExtern extern) throws ElfException {
    for (BpfFunction function : code.functions()) {
      for (CodeUse use : code.uses(function)) {
        CodeReference reference = use.reference();
        if (reference.kind() == CodeReference.ReferenceKind.EXTERN
            && Flavour.without(reference.name()).equals(extern.name())) {
          return place(function, use.index());
        }
      }
    }
    return "";
  }

  private NavigableMap<Integer, LineInfo> linesOf(String section) {
    NavigableMap<Integer, LineInfo> found = new TreeMap<>();
    if (ext != null) {
      ext.lines(section).forEach(line -> found.put(line.offset(), line));
    }
    return found;
  }
}
