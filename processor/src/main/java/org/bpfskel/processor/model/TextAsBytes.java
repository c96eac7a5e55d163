package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/** The arrays of {@code char} that the annotation wants as bytes: addresses, digests. */
final class TextAsBytes {
  private static final int SHOWN = 10;

  private final List<String> names = new ArrayList<>();
  private final Set<String> unused;

  /** What could have been named. */
  private final Set<String> texts = new LinkedHashSet<>();

  TextAsBytes(List<String> names) {
    for (String name : names) {
      this.names.add(name.strip());
    }
    this.unused = new LinkedHashSet<>(this.names);
  }

  /** The layout with bytes in place of the texts that are named as {@code owner.member}. */
  StructLayout members(StructLayout layout, String owner) {
    List<Member> members = new ArrayList<>(layout.members().size());
    for (Member member : layout.members()) {
      members.add(named(member, owner.isEmpty() ? member.name() : owner + "." + member.name()));
    }
    return new StructLayout(layout.naming(), layout.name(), layout.size(), members);
  }

  /** The member, as bytes if it is a text of that name. */
  Member named(Member member, String name) {
    if (bytes(member) == null) {
      return member;
    }
    texts.add(name);
    if (!names.contains(name)) {
      return member;
    }
    unused.remove(name);
    return asBytes(member);
  }

  /** A text as bytes; any other member as it is. */
  static Member asBytes(Member member) {
    MemberDetail.Elements bytes = bytes(member);
    if (bytes == null) {
      return member;
    }
    Kind kind = member.kind() == Kind.FLEXIBLE ? Kind.FLEXIBLE : Kind.ARRAY;
    return new Member(member.name(), member.cType(), member.offset(), member.size(), kind, bytes);
  }

  private static MemberDetail.@Nullable Elements bytes(Member member) {
    List<Integer> lengths = new ArrayList<>();
    int size = member.size();
    if (member.detail() instanceof MemberDetail.Elements elements) {
      lengths.addAll(elements.lengths());
      size = elements.kind() == Kind.TEXT ? elements.size() : 0;
    } else if (member.kind() != Kind.TEXT) {
      return null;
    }
    lengths.add(size);
    return size == 0 ? null : new MemberDetail.Elements(Kind.INT8, 1, lengths, null);
  }

  /** Called once everything is read; shared classes say by themselves which texts are bytes. */
  void requireAllFound(SharedTypes shared) throws UnknownTypeException {
    for (String name : unused) {
      String owner = name.substring(0, Math.max(0, name.indexOf('.')));
      TypeClass type = shared.find("struct " + owner);
      if (type != null) {
        throw UnknownTypeException.ofBytes(
            "'%s' is a text of struct %s, whose class is %s: name it in the bytes of what that is generated for"
                .formatted(name, owner, type.qualifiedName()));
      }
      StringBuilder text = new StringBuilder("the object has no array of char '");
      text.append(name).append("': name a struct's member as \"flow.mac\", a key or value as");
      text.append(" \"macs.key\" or \"macs.value\", a variable by its name");
      String start = "; there are ";
      int shown = 0;
      for (String each : texts) {
        text.append(shown == SHOWN ? ", and more" : shown > SHOWN ? "" : start + each);
        start = ", ";
        shown++;
      }
      throw UnknownTypeException.ofBytes(text.toString());
    }
  }
}
