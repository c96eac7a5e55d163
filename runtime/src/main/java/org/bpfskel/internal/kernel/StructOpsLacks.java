package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.kernel.Lack.Part;
import org.bpfskel.internal.kernel.Lack.Step;
import org.bpfskel.internal.object.StructOpsPlace;
import org.bpfskel.internal.object.StructOpsRelocation;
import org.jspecify.annotations.Nullable;

/** What a kernel lacks for the struct_ops variables of an object, or has otherwise. */
final class StructOpsLacks {
  private static final int MAX_DEPTH = 32;

  private final ObjectNeeds needs;
  private final StructOpsPlace variable;
  private final List<Lack> lacks = new ArrayList<>();

  private StructOpsLacks(ObjectNeeds needs, StructOpsPlace variable) {
    this.needs = needs;
    this.variable = variable;
  }

  static List<Lack> of(ObjectNeeds needs, NamedTypes types) throws BtfException {
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

  private void find(NamedTypes types) throws BtfException {
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
      if (relocation.variable().equals(variable)) {
        pointers.add(relocation.offset());
      }
    }
    BtfType.Composite struct = (BtfType.Composite) needs.btf().type(variable.structId());
    BtfType.Composite ofKernel = (BtfType.Composite) kernel.btf().type(kernel.id());
    for (BtfType.Member member : struct.members()) {
      if (member.name().isEmpty()) {
        continue;
      }
      BtfType.Member same = find(ofKernel, member.name());
      boolean set = isSet(member, pointers);
      if (same == null) {
        if (set) {
          add(
              "its member '%s' is set, and the kernel's struct '%s' does not have it"
                  .formatted(member.name(), ofKernel.name()));
        }
        continue;
      }
      String path = variable.name() + "." + member.name();
      String difference = difference(path, member.type(), kernel.btf(), same.type(), 0);
      if (difference != null) {
        add(difference);
      }
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

  /** How two types differ so that one's bytes are wrong for the other; null if they do not. */
  private @Nullable String difference(String path, int id, Btf kernel, int kernelId, int depth)
      throws BtfException {
    Btf btf = needs.btf();
    BtfType one = btf.type(btf.resolve(id));
    BtfType other = kernel.type(kernel.resolve(kernelId));
    if (depth > MAX_DEPTH) {
      return null;
    }
    boolean enums = one instanceof BtfType.Enum && other instanceof BtfType.Enum;
    if (one.kind() != other.kind() && !enums) {
      return "%s is %s, and in the kernel %s".formatted(path, one.kind(), other.kind());
    }
    if (one.kind() == BtfKind.PTR) {
      return null;
    }
    long size = btf.sizeOf(id);
    long kernelSize = kernel.sizeOf(kernelId);
    if (size != kernelSize) {
      return "%s has %d bytes, and in the kernel %d".formatted(path, size, kernelSize);
    }
    if (one instanceof BtfType.Composite struct && other instanceof BtfType.Composite ofKernel) {
      return difference(path, struct, kernel, ofKernel, depth);
    }
    return one instanceof BtfType.Array array && other instanceof BtfType.Array otherArray
        ? difference(path + "[]", array.element(), kernel, otherArray.element(), depth + 1)
        : null;
  }

  /** libbpf copies the whole of it, and so a member that lies elsewhere to a wrong place. */
  private @Nullable String difference(
      String path, BtfType.Composite struct, Btf kernel, BtfType.Composite ofKernel, int depth)
      throws BtfException {
    for (BtfType.Member member : struct.members()) {
      BtfType.Member same = find(ofKernel, member.name());
      if (member.name().isEmpty() || same == null) {
        continue;
      }
      String inner = path + "." + member.name();
      if (member.bitOffset() != same.bitOffset()) {
        return "%s lies at byte %d of its struct, and in the kernel at byte %d; libbpf would copy it to the wrong place"
            .formatted(inner, member.bitOffset() / Byte.SIZE, same.bitOffset() / Byte.SIZE);
      }
      if (member.bitfieldSize() == 0 && same.bitfieldSize() == 0) {
        String difference = difference(inner, member.type(), kernel, same.type(), depth + 1);
        if (difference != null) {
          return difference;
        }
      }
    }
    return null;
  }

  private void add(String text) {
    lacks.add(new Lack(Part.STRUCT_OPS_VARIABLE, variable.name(), Step.LOAD, text, ""));
  }
}
