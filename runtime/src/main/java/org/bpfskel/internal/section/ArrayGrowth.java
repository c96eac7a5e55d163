package org.bpfskel.internal.section;

import java.util.List;
import java.util.NoSuchElementException;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.bpfskel.internal.value.GrownArray;

/** Gives the last array of a section more elements before load, as libbpf can since 1.3. */
final class ArrayGrowth {
  private final SectionHandle map;
  private final String variable;

  ArrayGrowth(SectionHandle map, String variable) {
    this.map = map;
    this.variable = variable;
  }

  /** Within a call before load. */
  void to(int length) {
    StructLayout section = map.layout();
    Member member = find(section.members());
    SectionMemory memory = map.memory();
    int elements = elements(member);
    if (map.section() != null || memory.isKconfig()) {
      throw refused("is in a section whose size libbpf does not change");
    }
    if (elements == 0) {
      throw refused("is " + member.cType() + ", and arrays alone grow");
    }
    if (member.offset() + member.size() != section.size()) {
      throw refused(
          "is not the last variable of its section: put it into one of its own in C,"
              + " SEC(\".data.%s\")".formatted(variable));
    }
    GrownArray now = memory.grown();
    int least = now == null ? elements : now.length();
    long bytes = (long) (member.size() / elements) * length;
    if (length < least || member.offset() + bytes > Integer.MAX_VALUE) {
      throw refused("has %d elements, and cannot have %d".formatted(least, length));
    }
    memory.grow(
        new GrownArray(variable, member.offset(), length, (int) bytes),
        () -> resize((int) (member.offset() + bytes)));
  }

  private void resize(int size) {
    LibbpfCall.of("bpf_map__set_value_size", map.name())
        .check(() -> LibbpfMaps.bpf_map__set_value_size(map.address(), size));
    map.object().forgetBtf();
  }

  private Member find(List<Member> members) {
    for (Member member : members) {
      if (member.name().equals(variable)) {
        return member;
      }
    }
    throw new NoSuchElementException(
        Printable.of(
            "no variable %s, but %s"
                .formatted(variable, members.stream().map(Member::name).toList())));
  }

  /** Of the first dimension; 0 of what is no array. */
  private static int elements(Member member) {
    if (member.kind() == Kind.TEXT) {
      return member.size();
    }
    return member.detail() instanceof Elements elements && member.kind() == Kind.ARRAY
        ? elements.lengths().get(0)
        : 0;
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(Printable.of("%s in %s %s".formatted(variable, map, why)));
  }
}
