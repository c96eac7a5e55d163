package org.bpfskel.processor.model;

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
final class TopLevelMembers {
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

  /** Reads them from a struct whose layout has been read, and so is sound. */
  static TopLevelMembers of(Btf btf, int structId) throws BtfException, ObjectException {
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
    read.pointers.sort((first, second) -> Long.compare(first.bitOffset(), second.bitOffset()));
    long end = 0;
    for (BtfType.Member pointer : read.pointers) {
      if (pointer.bitOffset() < end) {
        throw new ObjectException(
            "pointers overlap in struct '%s': the object is damaged, build it again"
                .formatted(struct.name()));
      }
      end = pointer.bitOffset() + POINTER_BITS;
    }
    return read;
  }

  /** The name of the struct in C. */
  String name() {
    return name;
  }

  /** The name of the kernel's struct: {@code ops} for {@code ops___v2}. */
  String kernelName() {
    return kernelName;
  }

  /** Bytes of the struct. */
  int size() {
    return size;
  }

  /** The member that libbpf finds at that byte of the struct, or null. */
  BtfType.@Nullable Member firstAt(long offset) {
    return firstAt.get(offset * 8);
  }

  /** Pointers to data and to functions, by offset; they do not overlap. */
  List<BtfType.Member> pointers() {
    return pointers;
  }

  /** Whether one of {@link #pointers} starts at that byte. */
  boolean hasPointerAt(long offset) {
    return pointers.stream().anyMatch(pointer -> pointer.bitOffset() == offset * 8);
  }

  /** The names of the bitfields. */
  List<String> bitfields() {
    return bitfields;
  }
}
