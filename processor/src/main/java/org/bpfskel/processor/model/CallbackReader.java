package org.bpfskel.processor.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.ValueTypes;
import org.bpfskel.internal.elf.Symbol;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.StructOpsPlace;
import org.bpfskel.internal.object.StructOpsRelocation;
import org.bpfskel.internal.object.TopLevelMembers;

/**
 * Reads which programs stand in the callbacks of struct_ops variables: each is a relocation of the
 * variable's section. Refuses what libbpf refuses when it opens the object.
 */
final class CallbackReader {
  private final ObjectFacts facts;
  private final Btf btf;
  private final CallbackTargets targets;

  /** Reads nothing yet. */
  CallbackReader(ObjectFacts facts, Btf btf, List<Program> programs) {
    this.facts = facts;
    this.btf = btf;
    this.targets = new CallbackTargets(facts.elf(), programs);
  }

  /** All callbacks that have a program, by section and in the order of the relocations. */
  List<Callback> read() throws BtfException, ObjectException {
    List<Callback> callbacks = new ArrayList<>();
    for (StructOpsRelocation relocation : facts.structOpsRelocations()) {
      callbacks.add(callback(relocation));
    }
    return callbacks;
  }

  private Callback callback(StructOpsRelocation relocation) throws BtfException, ObjectException {
    StructOpsPlace variable = relocation.variable();
    TopLevelMembers type = type(variable);
    long offset = relocation.offset();
    BtfType.Member member = type.firstAt(offset);
    if (member == null || !ValueTypes.isFunctionPointer(btf, member.type())) {
      throw refusal(relocation);
    }
    Program program = targets.program(relocation.relocation());
    if (program == null) {
      throw new ObjectException(
          "struct_ops variable '%s' sets callback '%s' to %s"
              .formatted(
                  variable.name(),
                  member.name(),
                  targets.refusal(target(relocation), member.name())));
    }
    return new Callback(variable, type, offset, member.name(), program);
  }

  /** The initial value has an address where libbpf takes none. */
  private ObjectException refusal(StructOpsRelocation relocation) throws BtfException {
    StructOpsPlace variable = relocation.variable();
    long offset = relocation.offset();
    TopLevelMembers type = type(variable);
    MemberPath path = MemberPath.at(btf, variable.structId(), offset);
    BtfType.Member first = type.firstAt(offset);
    boolean function = ValueTypes.isFunctionPointer(btf, path.typeId());
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
                targets.name(target(relocation)),
                why,
                path.text()));
  }

  private Symbol target(StructOpsRelocation relocation) {
    ByteBuffer data = facts.elf().data(relocation.variable().section());
    int at = (int) relocation.relocation().offset();
    return targets.target(relocation.relocation(), data.getLong(at));
  }

  private TopLevelMembers type(StructOpsPlace variable) {
    return Objects.requireNonNull(facts.structOpsTypes().get(variable.structId()));
  }
}
