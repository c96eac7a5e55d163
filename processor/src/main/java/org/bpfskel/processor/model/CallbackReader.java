package org.bpfskel.processor.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Relocation;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.elf.Symbol;

/**
 * Reads which programs stand in the callbacks of struct_ops variables: each is a relocation of the
 * variable's section. Refuses what libbpf refuses when it opens the object.
 */
final class CallbackReader {
  private final ElfFile elf;
  private final Btf btf;
  private final Map<Integer, TopLevelMembers> types;
  private final CallbackTargets targets;

  /** Variables by index of their section, then by offset. */
  private final Map<Integer, TreeMap<Long, StructOpsPlace>> variables = new HashMap<>();

  /**
   * Reads nothing yet.
   *
   * @param types of the variables, by BTF id
   */
  CallbackReader(
      ElfFile elf,
      Btf btf,
      Map<Integer, TopLevelMembers> types,
      List<StructOpsPlace> variables,
      List<Program> programs) {
    this.elf = elf;
    this.btf = btf;
    this.types = types;
    this.targets = new CallbackTargets(elf, programs);
    for (StructOpsPlace variable : variables) {
      int section = variable.section().index();
      this.variables.putIfAbsent(section, new TreeMap<>());
      Objects.requireNonNull(this.variables.get(section)).put((long) variable.offset(), variable);
    }
  }

  /** All callbacks that have a program, by section and in the order of the relocations. */
  List<Callback> read() throws BtfException, ElfException, ObjectException {
    List<Callback> callbacks = new ArrayList<>();
    Map<Integer, Section> tables = new HashMap<>();
    for (Section table : elf.sections()) {
      if (table.type() == Section.REL && variables.containsKey(table.info())) {
        if (tables.putIfAbsent(table.info(), table) != null) {
          throw damaged(table, "is the second with relocations of section " + table.info());
        }
        for (Relocation relocation : elf.relocations(table)) {
          callbacks.add(callback(table, relocation));
        }
      }
    }
    return callbacks;
  }

  private Callback callback(Section table, Relocation relocation)
      throws BtfException, ObjectException {
    StructOpsPlace variable = variable(table, relocation);
    TopLevelMembers type = type(variable);
    long offset = relocation.offset() - variable.offset();
    BtfType.Member member = type.firstAt(offset);
    if (member == null || !MemberTypes.isFunctionPointer(btf, member.type())) {
      throw refusal(variable, offset, relocation);
    }
    Program program = targets.program(relocation);
    if (program == null) {
      throw new ObjectException(
          "struct_ops variable '%s' sets callback '%s' to %s"
              .formatted(
                  variable.name(),
                  member.name(),
                  targets.refusal(target(variable, relocation), member.name())));
    }
    return new Callback(variable, type, offset, member.name(), program);
  }

  private StructOpsPlace variable(Section table, Relocation relocation) throws ObjectException {
    long at = relocation.offset();
    var entry = Objects.requireNonNull(variables.get(table.info())).floorEntry(at);
    if (entry != null) {
      StructOpsPlace variable = entry.getValue();
      if (at - variable.offset() <= type(variable).size() - Long.BYTES) {
        return variable;
      }
    }
    throw damaged(table, "has a relocation at byte " + at + ", where no pointer is");
  }

  /** The initial value has an address where libbpf takes none. */
  private ObjectException refusal(StructOpsPlace variable, long offset, Relocation relocation)
      throws BtfException {
    TopLevelMembers type = type(variable);
    MemberPath path = MemberPath.at(btf, variable.structId(), offset);
    BtfType.Member first = type.firstAt(offset);
    boolean function = MemberTypes.isFunctionPointer(btf, path.typeId());
    if (first != null && function && type.hasPointerAt(offset)) {
      return new ObjectException(
          ("struct_ops variable '%s' sets callback '%s', but libbpf finds member '%s' there, which"
                  + " is empty: leave '%s' out of struct '%s' in C")
              .formatted(variable.name(), path.text(), first.name(), first.name(), type.name()));
    }
    String why =
        function
            ? "libbpf sets callbacks of struct '"
                + type.name()
                + "' itself only, none inside a member"
            : "libbpf takes no address but those of programs";
    return new ObjectException(
        ("struct_ops variable '%s' sets %s to the address of '%s', and %s:"
                + " leave .%s out of its initialiser in C")
            .formatted(
                variable.name(),
                path.described(btf),
                targets.name(target(variable, relocation)),
                why,
                path.text()));
  }

  private Symbol target(StructOpsPlace variable, Relocation relocation) {
    ByteBuffer data = elf.data(variable.section());
    return targets.target(relocation, data.getLong((int) relocation.offset()));
  }

  private TopLevelMembers type(StructOpsPlace variable) {
    return Objects.requireNonNull(types.get(variable.structId()));
  }

  private static ObjectException damaged(Section table, String what) {
    return new ObjectException(
        "section %d '%s' %s: the object is damaged, build it again"
            .formatted(table.index(), table.name(), what));
  }
}
