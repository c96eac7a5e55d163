package org.bpfskel.btf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes {@link StructLayout}s from one BTF. What several structs or variables embed is computed
 * once, so that whoever reads many uses one reader for all. For one thread only.
 *
 * <p>All that is read takes time and memory linear in the size of the BTF: structs that are
 * embedded by name deeper than 32 levels, or have more than 65,535 members at all levels together,
 * and names that add up to much more than the BTF has, are refused.
 */
public final class StructLayoutReader {
  /** Of structs embedded by name, each an object in the one around it. */
  private static final int MAX_DEPTH = 32;

  final Btf btf;
  final MemberKinds kinds;
  final LayoutBudget budget;

  /** Embedded structs, each computed once; present but null while it is under way. */
  private final Map<Integer, @Nullable Embedded> nested = new HashMap<>();

  private int nesting;

  /** Decoded once: an anonymous struct may stand in many places. */
  private final Map<Integer, BtfType.Composite> composites = new HashMap<>();

  /**
   * Reads nothing yet.
   *
   * @param btf types of an object or a kernel
   */
  public StructLayoutReader(Btf btf) {
    this.btf = btf;
    this.kinds = new MemberKinds(btf);
    this.budget = new LayoutBudget(btf);
  }

  /**
   * As {@link StructLayout#read}.
   *
   * @param structId id of the struct, the union, or a typedef of it
   * @return the layout
   * @throws BtfException as there
   */
  public StructLayout read(int structId) throws BtfException {
    return readTyped(structId).layout();
  }

  /**
   * As {@link StructLayout#read}, with the types of the members.
   *
   * @param structId id of the struct, the union, or a typedef of it
   * @return the layout
   * @throws BtfException as there
   */
  public TypedLayout readTyped(int structId) throws BtfException {
    return read(structId, true).typed();
  }

  /**
   * As {@link StructLayout#readNested}.
   *
   * @param structId id of the struct, the union, or a typedef of it
   * @return the layout
   * @throws BtfException as there
   */
  public StructLayout readNested(int structId) throws BtfException {
    return readNestedTyped(structId).layout();
  }

  /**
   * As {@link StructLayout#readNested}, with the types of the members.
   *
   * @param structId id of the struct, the union, or a typedef of it
   * @return the layout
   * @throws BtfException as there
   */
  public TypedLayout readNestedTyped(int structId) throws BtfException {
    return nested(resolveStruct(structId)).typed();
  }

  /** As {@link SectionLayout#read}. */
  StructLayout readSection(int sectionId) throws BtfException {
    if (!(btf.type(sectionId) instanceof BtfType.DataSec section)) {
      throw BtfException.nowhere(
          "type " + sectionId + " is no section, but " + btf.kind(sectionId));
    }
    List<StructLayout.Member> members = new ArrayList<>();
    for (BtfType.SectionVar entry : section.vars()) {
      if (btf.type(entry.type()) instanceof BtfType.Var variable
          && variable.linkage() != BtfType.Linkage.STATIC) {
        StructLayout.Member member = variable(variable.name(), variable.type(), entry.offset());
        if (entry.offset() < 0 || (long) member.offset() + member.size() > section.size()) {
          throw StructErrors.malformed(
              sectionId, "has variable " + member.name() + " outside of the section");
        }
        members.add(member);
      }
    }
    return new StructLayout(section.name(), section.size(), members);
  }

  /**
   * As {@link SectionLayout#variable}.
   *
   * @param name of the variable
   * @param typeId id of its type
   * @param offset in bytes from the start of the section
   * @return the variable, as a member
   * @throws BtfException as there
   */
  public StructLayout.Member variable(String name, int typeId, int offset) throws BtfException {
    int id = btf.resolve(typeId);
    long size = kinds.size(id); // first: it refuses arrays that have no end
    StructLayout.Kind kind = kinds.kind(id, false);
    String cType = CDeclaration.of(btf, typeId, "");
    budget.spendMembers(id, 1);
    budget.spendText(id, name, cType);
    return new StructLayout.Member(
        name,
        cType,
        offset,
        (int) Math.min(size, Integer.MAX_VALUE),
        kind,
        detail(typeId, kind, new FlatMembers(this, false)));
  }

  private int resolveStruct(int structId) throws BtfException {
    int id = btf.resolve(structId);
    if (!btf.kind(id).isComposite()) {
      throw BtfException.nowhere(
          "type " + structId + " is no struct or union, but " + btf.kind(id));
    }
    return id;
  }

  private Embedded read(int structId, boolean topLevel) throws BtfException {
    int id = resolveStruct(structId);
    BtfType.Composite struct = (BtfType.Composite) btf.type(id);
    FlatMembers flat = new FlatMembers(this, topLevel);
    flat.flatten(id);
    if (!topLevel) {
      findFlexible(flat, struct.size());
    }
    int typedef = struct.name().isEmpty() ? btf.typedefOf(id) : 0;
    StructLayout layout =
        new StructLayout(
            typedef == 0 ? StructLayout.Naming.ofTag(struct.kind()) : StructLayout.Naming.TYPEDEF,
            typedef == 0 ? struct.name() : btf.name(typedef),
            struct.size(),
            flat.members);
    return new Embedded(new TypedLayout(layout, flat.types), flat.count, flat.levels + 1);
  }

  /**
   * A struct with what it embeds.
   *
   * @param members of all levels
   * @param levels 1 if it embeds none
   */
  private record Embedded(TypedLayout typed, int members, int levels) {}

  /** The array of no fixed length that a struct ends with has as many elements as are sent. */
  private void findFlexible(FlatMembers flat, long structSize) throws BtfException {
    int index = flat.members.size() - 1;
    if (index < 0 || flat.lastInUnion) {
      return;
    }
    StructLayout.Member last = flat.members.get(index);
    int id = btf.resolve(flat.types.get(index));
    if (last.kind() == StructLayout.Kind.OPAQUE
        && last.offset() <= structSize
        && kinds.isFlexible(id)) {
      flat.members.set(
          index,
          new StructLayout.Member(
              last.name(),
              last.cType(),
              last.offset(),
              0,
              StructLayout.Kind.FLEXIBLE,
              elements(id, flat)));
    }
  }

  BtfType.Composite composite(int id) throws BtfException {
    BtfType.Composite known = composites.get(id);
    if (known == null) {
      known = (BtfType.Composite) btf.type(id);
      composites.put(id, known);
    }
    return known;
  }

  MemberDetail detail(int typeId, StructLayout.Kind kind, FlatMembers flat) throws BtfException {
    return switch (kind) {
      case STRUCT, UNION -> new MemberDetail.Nested(embed(btf.resolve(typeId), flat));
      case ARRAY -> elements(btf.resolve(typeId), flat);
      default -> MemberDetail.NONE;
    };
  }

  private StructLayout embed(int id, FlatMembers flat) throws BtfException {
    Embedded embedded = nested(id);
    budget.count(flat, id, embedded.members());
    flat.levels = Math.max(flat.levels, embedded.levels());
    if (flat.levels >= MAX_DEPTH) {
      throw tooDeep(id);
    }
    return embedded.typed().layout();
  }

  private Embedded nested(int id) throws BtfException {
    Embedded known = nested.get(id);
    if (known != null) {
      return known;
    }
    if (nested.containsKey(id)) {
      throw StructErrors.malformed(id, "contains itself");
    }
    if (nesting == MAX_DEPTH) {
      throw tooDeep(id);
    }
    nested.put(id, null);
    nesting++;
    try {
      Embedded embedded = read(id, false);
      nested.put(id, embedded);
      return embedded;
    } finally {
      nesting--;
      nested.remove(id, null);
    }
  }

  private BtfLimitException tooDeep(int id) throws BtfException {
    return StructErrors.limit(
        btf,
        id,
        "and others are embedded in each other by name deeper than "
            + MAX_DEPTH
            + " levels: embed fewer");
  }

  private MemberDetail.Elements elements(int arrayId, FlatMembers flat) throws BtfException {
    List<Integer> lengths = new ArrayList<>();
    int id = arrayId;
    StructLayout.Kind kind = StructLayout.Kind.ARRAY;
    while (kind == StructLayout.Kind.ARRAY) {
      BtfType.Array array = (BtfType.Array) btf.type(id);
      lengths.add((int) Math.min(array.length(), Integer.MAX_VALUE));
      id = btf.resolve(array.element());
      kind = kinds.kind(id, false);
    }
    boolean composite = btf.kind(id).isComposite();
    return new MemberDetail.Elements(
        kind, (int) kinds.size(id), lengths, composite ? embed(id, flat) : null);
  }
}
