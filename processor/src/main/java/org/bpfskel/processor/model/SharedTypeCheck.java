package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.LayoutDifference;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.btf.StructLayoutReader;
import org.bpfskel.btf.TypedLayout;
import org.bpfskel.btf.ValueTypes;
import org.jspecify.annotations.Nullable;

/** Holds types of an object against the classes that are to be used for them. */
final class SharedTypeCheck {
  /** Of the lines that a message has. */
  private static final int MAX_SHOWN = 8;

  private final Btf btf;
  private final StructLayoutReader layouts;
  private final SharedTypes shared;

  SharedTypeCheck(Btf btf, StructLayoutReader layouts, SharedTypes shared) {
    this.btf = btf;
    this.layouts = layouts;
    this.shared = shared;
  }

  /**
   * The class to be used for a struct or union of the object; null if it becomes one of its own.
   */
  @Nullable TypeClass classOf(TypedLayout own) throws BtfException, ObjectException {
    TypeClass type = own.layout().name().isEmpty() ? null : shared.find(own.layout().cType());
    if (type != null) {
      List<String> differences = new ArrayList<>();
      compare("", own, type, differences);
      refuse(own.layout().cType(), type, differences);
    }
    return type;
  }

  /** The class to be used for an enum of the object; null if it becomes one of its own. */
  @Nullable TypeClass classOf(int enumId) throws BtfException, ObjectException {
    String cType = EnumReader.cType(btf, enumId);
    TypeClass type = shared.find(cType);
    if (type != null) {
      List<String> differences = new ArrayList<>();
      compare("", enumId, shared.constants(type), differences);
      refuse(cType, type, differences);
    }
    return type;
  }

  private static void refuse(String cType, TypeClass type, List<String> differences)
      throws UnknownTypeException {
    if (differences.isEmpty()) {
      return;
    }
    TypesHolder holder = Objects.requireNonNull(type.holder());
    List<String> shown = differences.subList(0, Math.min(MAX_SHOWN, differences.size()));
    throw UnknownTypeException.ofSharedTypes(
        "%s is not what %s was generated from, of %s: %s%s: make the two equal in C, or give one of them another name"
            .formatted(
                cType,
                type.qualifiedName(),
                holder.resource(),
                String.join("; ", shown),
                shown.size() < differences.size() ? "; …" : ""));
  }

  private void compare(String path, TypedLayout own, TypeClass type, List<String> differences)
      throws BtfException {
    StructType struct = shared.struct(type);
    Map<String, Integer> left = new LinkedHashMap<>();
    List<Member> members = own.layout().members();
    for (int i = 0; i < members.size(); i++) {
      left.put(members.get(i).name(), i);
    }
    for (Field field : struct.fields()) {
      Member there = field.member();
      Integer index = left.remove(there.name());
      if (index == null) {
        differences.add(
            path + there.name() + ": " + LayoutDifference.describe(there) + " there, missing here");
        continue;
      }
      Member here = members.get(index);
      if (!comparable(there).equals(comparable(here))) {
        differences.add(
            path
                + there.name()
                + ": "
                + LayoutDifference.describe(there)
                + " there, "
                + LayoutDifference.describe(here)
                + " here");
      }
      String inside = path + there.name() + ".";
      compareTypes(inside, own.memberTypes().get(index), type, field, differences);
    }
    for (int index : left.values()) {
      Member here = members.get(index);
      differences.add(
          path + here.name() + ": missing there, " + LayoutDifference.describe(here) + " here");
    }
    if (own.layout().size() != struct.layout().size()) {
      differences.add(
          "%s: %d bytes there, %d here"
              .formatted(
                  path.isEmpty() ? "in all" : path.substring(0, path.length() - 1),
                  struct.layout().size(),
                  own.layout().size()));
    }
  }

  /** Of a member: what it embeds, and the constants of its enum. */
  private void compareTypes(
      String path, int ownType, TypeClass type, Field field, List<String> differences)
      throws BtfException {
    int element = ValueTypes.element(btf, ownType);
    TypeClass struct = field.structClass();
    TypeClass constants = field.enumClass();
    if (struct != null && btf.kind(element).isComposite()) {
      compare(path, layouts.readNestedTyped(element), struct.seenFrom(type), differences);
    } else if (constants != null && btf.kind(element).isEnumeration()) {
      compare(path, element, shared.constants(constants.seenFrom(type)), differences);
    }
  }

  private void compare(String path, int enumId, EnumType there, List<String> differences)
      throws BtfException {
    BtfType.Enum here = (BtfType.Enum) btf.type(enumId);
    if (here.size() != there.size() || here.signed() != there.signed()) {
      differences.add(
          "%s%s there, %s here"
              .formatted(
                  path.isEmpty() ? "" : path + " ",
                  describe(there.size(), there.signed()),
                  describe(here.size(), here.signed())));
    }
    Map<String, Long> left = new LinkedHashMap<>();
    here.values().forEach(value -> left.put(value.name(), value.value()));
    for (EnumType.Constant constant : there.constants()) {
      Long value = left.remove(constant.name());
      if (value == null || value != constant.value()) {
        differences.add(
            "%s%s: %d there, %s here"
                .formatted(
                    path, constant.name(), constant.value(), value == null ? "missing" : value));
      }
    }
    left.forEach(
        (name, value) -> differences.add(path + name + ": missing there, " + value + " here"));
  }

  private static String describe(int bytes, boolean signed) {
    return bytes + (bytes == 1 ? " byte, " : " bytes, ") + (signed ? "signed" : "unsigned");
  }

  /** Without what Java does not see, or what is compared by itself: names of types, and layouts. */
  private static Member comparable(Member member) {
    Member bytes = TextAsBytes.asBytes(member);
    MemberDetail detail = bytes.detail();
    if (detail instanceof MemberDetail.Elements elements) {
      detail =
          new MemberDetail.Elements(elements.kind(), elements.size(), elements.lengths(), null);
    } else if (detail instanceof MemberDetail.Nested) {
      detail = MemberDetail.NONE;
    }
    return new Member(bytes.name(), "", bytes.offset(), bytes.size(), bytes.kind(), detail);
  }
}
