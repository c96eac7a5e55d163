package org.bpfskel.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.MemberDetail.Bits;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;

/** Layouts of structs and unions as compilers make them, and stranger ones, with gaps anywhere. */
final class RandomLayouts {
  private static final Kind[] KINDS = Kind.values();

  private final Random random;

  RandomLayouts(Random random) {
    this.random = random;
  }

  /** A struct of a few members; where {@code overlap} some of them share bytes. */
  StructLayout next(boolean overlap) {
    return struct(3, overlap);
  }

  private StructLayout struct(int depth, boolean overlap) {
    Placement placement = new Placement();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      Member member = member("m" + i, depth);
      boolean shares = overlap && random.nextBoolean();
      placement.add(member, shares ? 0 : random.nextInt(3), shares);
    }
    if (random.nextInt(3) == 0) {
      placement.end(flexible("tail", depth), random.nextInt(4));
    }
    return placement.layout();
  }

  /** As {@link #next}, always with an array of no fixed length at the end. */
  StructLayout nextFlexible(boolean overlap) {
    StructLayout layout = next(overlap);
    while (FlexibleArray.indexIn(layout) == FlexibleArray.NONE) {
      layout = next(overlap);
    }
    return layout;
  }

  /** The same members, or most of them, at other places and with others between them. */
  StructLayout otherBuild(StructLayout ofClass) {
    if (ofClass.overlaps()) {
      return moved(ofClass, 8 * random.nextInt(3));
    }
    List<Member> members = new ArrayList<>(ofClass.members());
    Collections.shuffle(members, random);
    Placement placement = new Placement();
    for (Member member : members) {
      if (random.nextInt(3) == 0) {
        placement.add(member("more" + placement.members.size(), 1), random.nextInt(3), false);
      }
      if (random.nextInt(8) != 0 && member.kind() != Kind.FLEXIBLE) {
        placement.add(rebuilt(member), random.nextInt(3), false);
      }
    }
    int flexible = FlexibleArray.indexIn(ofClass);
    if (flexible != FlexibleArray.NONE && random.nextInt(8) != 0) {
      placement.end(rebuilt(ofClass.members().get(flexible)), random.nextInt(4));
    }
    return placement.layout();
  }

  private Member rebuilt(Member member) {
    if (member.detail() instanceof Nested nested) {
      StructLayout build = otherBuild(nested.layout());
      return with(member, 0, build.size(), new Nested(build));
    }
    if (member.detail() instanceof Elements elements && elements.layout() != null) {
      StructLayout build = otherBuild(elements.layout());
      Elements moved = new Elements(elements.kind(), build.size(), elements.lengths(), build);
      return with(member, 0, moved.count() * moved.size(), moved);
    }
    return member;
  }

  private StructLayout moved(StructLayout ofClass, int by) {
    List<Member> members = new ArrayList<>();
    if (by > 0) {
      members.add(new Member("before", "long", 0, 8, Kind.INT64));
    }
    for (Member member : ofClass.members()) {
      members.add(with(member, member.offset() + by, member.size(), member.detail()));
    }
    return new StructLayout(ofClass.name(), ofClass.size() + by, members);
  }

  private static Member with(Member member, int offset, int size, MemberDetail detail) {
    return new Member(member.name(), member.cType(), offset, size, member.kind(), detail);
  }

  private Member member(String name, int depth) {
    Kind kind = KINDS[random.nextInt(KINDS.length)];
    return switch (kind) {
      case STRUCT, UNION, ARRAY, FLEXIBLE, PROGRAM ->
          depth == 0 ? member(name, depth) : composite(name, kind, depth);
      case BITFIELD -> bitfield(name);
      case TEXT -> new Member(name, "char[]", 0, 1 + random.nextInt(12), kind);
      case OPAQUE -> new Member(name, "__int128", 0, 16, kind);
      case ENUM, SIGNED_ENUM -> new Member(name, "enum e", 0, 1 << random.nextInt(4), kind);
      default -> new Member(name, kind.toString(), 0, size(kind), kind);
    };
  }

  private Member composite(String name, Kind kind, int depth) {
    if (kind == Kind.STRUCT || kind == Kind.UNION) {
      StructLayout layout = struct(depth - 1, kind == Kind.UNION);
      return new Member(name, "struct s", 0, layout.size(), kind, new Nested(layout));
    }
    return array(name, depth);
  }

  private Member flexible(String name, int depth) {
    Member array = array(name, Math.max(1, depth));
    Elements none = ((Elements) array.detail()).withFirst(0);
    return new Member(name, "t[]", 0, 0, Kind.FLEXIBLE, none);
  }

  private Member array(String name, int depth) {
    List<Integer> lengths = new ArrayList<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      lengths.add(1 + random.nextInt(3));
    }
    Member element = member("", depth - 1);
    while (element.kind() == Kind.ARRAY
        || element.kind() == Kind.BITFIELD
        || element.kind() == Kind.OPAQUE) {
      element = member("", depth - 1);
    }
    StructLayout struct = element.detail() instanceof Nested nested ? nested.layout() : null;
    Elements elements = new Elements(element.kind(), element.size(), lengths, struct);
    return new Member(name, "t[]", 0, elements.count() * elements.size(), Kind.ARRAY, elements);
  }

  private Member bitfield(String name) {
    Kind[] types = {Kind.INT32, Kind.UINT32, Kind.INT64, Kind.UINT64, Kind.ENUM, Kind.BOOL};
    Kind type = types[random.nextInt(types.length)];
    int bits = type == Kind.BOOL ? 1 : 1 + random.nextInt(8 * size(type));
    return new Member(
        name,
        type.toString(),
        0,
        size(type),
        Kind.BITFIELD,
        new Bits(type, random.nextInt(8), bits));
  }

  private static int size(Kind kind) {
    return switch (kind) {
      case INT8, UINT8, BOOL -> 1;
      case INT16, UINT16 -> 2;
      case INT32, UINT32, FLOAT32, ENUM -> 4;
      default -> 8;
    };
  }

  /** Puts one member behind the other; the struct ends with the last one's bits. */
  private static final class Placement {
    final List<Member> members = new ArrayList<>();
    private int end;
    private int last;

    /** Puts a flexible array behind all, and padding behind its beginning. */
    void end(Member member, int padding) {
      members.add(with(member, end, 0, member.detail()));
      end += padding;
    }

    void add(Member member, int gap, boolean shares) {
      int offset = shares ? last : end + gap;
      members.add(with(member, offset, member.size(), member.detail()));
      last = offset;
      long bits = members.get(members.size() - 1).firstBit() + member.bits();
      end = Math.max(end, (int) ((bits + 7) / 8));
    }

    StructLayout layout() {
      return new StructLayout("any", end, members);
    }
  }
}
