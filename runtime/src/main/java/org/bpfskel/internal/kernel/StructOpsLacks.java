package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.kernel.Lack.ObjectPart;
import org.bpfskel.internal.kernel.Lack.Refusal;
import org.bpfskel.internal.object.MovedMembers;
import org.bpfskel.internal.object.StructOpsPlace;
import org.bpfskel.internal.object.StructOpsRelocation;
import org.jspecify.annotations.Nullable;

/** What a kernel lacks for the struct_ops variables of an object, or has otherwise. */
final class StructOpsLacks {
  private final ObjectNeeds needs;
  private final StructOpsPlace variable;
  private final List<Lack> lacks = new ArrayList<>();

  private StructOpsLacks(ObjectNeeds needs, StructOpsPlace variable) {
    this.needs = needs;
    this.variable = variable;
  }

  static List<Lack> of(ObjectNeeds needs, AskedTypes types) throws BtfException {
    List<Lack> lacks = new ArrayList<>();
    for (StructOpsPlace variable : needs.facts().structOps()) {
      if (!variable.isOptional()) {
        StructOpsLacks search = new StructOpsLacks(needs, variable);
        search.find(types);
        lacks.addAll(search.lacks);
      }
    }
    return lacks;
  }

  /**
   * Members that the kernel's struct of a variable does not have, whether C sets them or not: by
   * the struct's name in the object. Of a struct that the kernel lacks, none.
   */
  static Map<String, Set<String>> missingMembers(ObjectNeeds needs, AskedTypes types)
      throws BtfException {
    Map<String, Set<String>> missing = new HashMap<>();
    for (StructOpsPlace variable : needs.facts().structOps()) {
      BtfType.Composite struct = (BtfType.Composite) needs.btf().type(variable.structId());
      for (KernelType type : types.of(needs.structOpsType(variable), BtfKind.STRUCT)) {
        BtfType.Composite ofKernel = (BtfType.Composite) type.type();
        Set<String> names = missing.computeIfAbsent(struct.name(), name -> new HashSet<>());
        for (BtfType.Member member : struct.members()) {
          if (!member.name().isEmpty() && find(ofKernel, member.name()) == null) {
            names.add(member.name());
          }
        }
      }
    }
    return missing;
  }

  private void find(AskedTypes types) throws BtfException {
    String name = needs.structOpsType(variable);
    List<KernelType> found = types.of(name, BtfKind.STRUCT);
    if (found.isEmpty()) {
      add("it is of struct '%s', which the kernel does not have".formatted(name));
    } else {
      compare(found.get(0));
    }
  }

  private void compare(KernelType kernel) throws BtfException {
    Set<Long> pointers = new HashSet<>();
    for (StructOpsRelocation relocation : needs.facts().structOpsRelocations()) {
      if (relocation.variable().name().equals(variable.name())) {
        pointers.add(relocation.offset());
      }
    }
    BtfType.Composite struct = (BtfType.Composite) needs.btf().type(variable.structId());
    BtfType.Composite ofKernel = (BtfType.Composite) kernel.type();
    Set<String> members = new HashSet<>();
    for (BtfType.Member member : struct.members()) {
      if (member.name().isEmpty()) {
        continue;
      }
      BtfType.Member same = find(ofKernel, member.name());
      boolean set = isSet(member, pointers);
      if (set) {
        members.add(member.name());
      }
      if (same == null) {
        if (set) {
          add(
              "its member '%s' is set, and the kernel's struct '%s' does not have it"
                  .formatted(member.name(), ofKernel.name()));
        }
        continue;
      }
      String path = variable.name() + "." + member.name();
      String difference = difference(path, member.type(), kernel.btf(), same.type());
      if (difference != null) {
        add(difference);
      }
    }
    StructLayout layout = StructLayout.read(needs.btf(), variable.structId());
    if (MovedMembers.arePossible(layout)) {
      StructLayout layoutOfKernel = StructLayout.read(kernel.btf(), kernel.id());
      MovedMembers.of(
              variable.name(), layout, layoutOfKernel, member -> members.contains(member.name()))
          .forEach(this::add);
    }
  }

  private static BtfType.@Nullable Member find(BtfType.Composite struct, String name) {
    for (BtfType.Member member : struct.members()) {
      if (member.name().equals(name)) {
        return member;
      }
    }
    return null;
  }

  /** Whether C gives it a value. */
  private boolean isSet(BtfType.Member member, Set<Long> pointers) throws BtfException {
    long offset = member.bitOffset() / Byte.SIZE;
    long size = needs.btf().sizeOf(member.type());
    for (long pointer : pointers) {
      if (pointer >= offset && pointer < offset + size) {
        return true;
      }
    }
    var bytes = needs.facts().elf().data(variable.section());
    for (long i = offset; i < Math.min(offset + size, variable.size()); i++) {
      if (bytes.get((int) (variable.offset() + i)) != 0) {
        return true;
      }
    }
    return false;
  }

  /** How two types differ so that libbpf refuses the one; null if they do not. */
  private @Nullable String difference(String path, int id, Btf kernel, int kernelId)
      throws BtfException {
    Btf btf = needs.btf();
    BtfType one = btf.type(btf.resolve(id));
    BtfType other = kernel.type(kernel.resolve(kernelId));
    boolean enums = one instanceof BtfType.Enum && other instanceof BtfType.Enum;
    if (one.kind() != other.kind() && !enums) {
      return "%s is %s, and in the kernel %s".formatted(path, one.kind(), other.kind());
    }
    long size = btf.sizeOf(id);
    long kernelSize = kernel.sizeOf(kernelId);
    return size == kernelSize
        ? null
        : "%s has %d bytes, and in the kernel %d".formatted(path, size, kernelSize);
  }

  private void add(String text) {
    lacks.add(new Lack(ObjectPart.STRUCT_OPS_VARIABLE, variable.name(), Refusal.LOAD, text, ""));
  }
}
