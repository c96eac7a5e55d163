package org.bpfskel.internal.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.Flavour;
import org.jspecify.annotations.Nullable;

/**
 * The members of a struct_ops type as libbpf goes through them: no deeper than its top level, not
 * even into anonymous structs.
 */
public final class TopLevelMembers {
  private static final int POINTER_BITS = 64;

  private final String name;
  private final String kernelName;
  private final int size;
  private final Map<Long, BtfType.Member> firstAt = new HashMap<>();
  private final List<BtfType.Member> pointers = new ArrayList<>();
  private final List<String> bitfields = new ArrayList<>();

  private TopLevelMembers(BtfType.Composite struct) {
    this.name = struct.name();
    this.kernelName = Flavour.without(name);
    this.size = struct.size();
  }

  /** Reads them from a struct that {@link org.bpfskel.btf.ValueTypes} finds sound. */
  public static TopLevelMembers of(Btf btf, int structId)
      throws BtfException, RefusedObjectException {
    BtfType.Composite struct = (BtfType.Composite) btf.type(structId);
    TopLevelMembers read = new TopLevelMembers(struct);
    for (BtfType.Member member : struct.members()) {
      read.firstAt.putIfAbsent(member.bitOffset(), member);
      if (member.bitfieldSize() == 0 && btf.kind(btf.resolve(member.type())) == BtfKind.PTR) {
        read.pointers.add(member);
      } else if (member.bitfieldSize() > 0 && !member.name().isEmpty()) {
        read.bitfields.add(member.name());
      }
    }
    if (!areInOrder(read.pointers)) {
      read.pointers.sort((first, second) -> Long.compare(first.bitOffset(), second.bitOffset()));
    }
    long end = 0;
    for (BtfType.Member pointer : read.pointers) {
      if (pointer.bitOffset() < end) {
        throw RefusedObjectException.damaged(
            "pointers overlap in struct '%s'".formatted(struct.name()));
      }
      end = pointer.bitOffset() + POINTER_BITS;
    }
    return read;
  }

  /** As compilers write them: to sort takes a lambda, which costs more than all of this. */
  private static boolean areInOrder(List<BtfType.Member> members) {
    for (int i = 1; i < members.size(); i++) {
      if (members.get(i).bitOffset() < members.get(i - 1).bitOffset()) {
        return false;
      }
    }
    return true;
  }

  /** The name of the struct in C. */
  public String name() {
    return name;
  }

  /** The name of the kernel's struct: {@code ops} for {@code ops___v2}. */
  public String kernelName() {
    return kernelName;
  }

  /** Bytes of the struct. */
  public int size() {
    return size;
  }

  /** The member that libbpf finds at that byte of the struct, or null. */
  public BtfType.@Nullable Member firstAt(long offset) {
    return firstAt.get(offset * 8);
  }

  /** Pointers to data and to functions, by offset; they do not overlap. */
  public List<BtfType.Member> pointers() {
    return pointers;
  }

  /** Whether one of {@link #pointers} starts at that byte. */
  public boolean hasPointerAt(long offset) {
    return pointers.stream().anyMatch(pointer -> pointer.bitOffset() == offset * 8);
  }

  /** The names of the bitfields. */
  public List<String> bitfields() {
    return bitfields;
  }
}
