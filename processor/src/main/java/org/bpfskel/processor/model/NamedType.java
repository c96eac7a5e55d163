package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructShape;

/**
 * A struct, union or enum by one of its names.
 *
 * @param id of the type itself, typedefs looked through
 */
record NamedType(Btf btf, TypeKeyword keyword, String name, int id) {
  private static final int SHOWN_CONSTANTS = 12;

  /** Far more than files that are linked into one object give it; each is compared with others. */
  private static final int MAX_NAMESAKES = 64;

  /** All of that name, each once. */
  static List<NamedType> find(Btf btf, TypeKeyword keyword, String name)
      throws BtfException, ObjectException {
    List<NamedType> found = new ArrayList<>();
    for (BtfKind kind : keyword.kinds()) {
      List<Integer> ids = btf.findAll(name, kind);
      if (ids.size() > MAX_NAMESAKES) {
        throw new UnknownTypeException(
            "the object has %d types '%s %s', and at most %d are compared: give them names of their own"
                .formatted(ids.size(), keyword, name, MAX_NAMESAKES));
      }
      for (int id : ids) {
        int resolved = btf.resolve(id);
        BtfKind declared = btf.kind(resolved);
        if (declared.isComposite() || declared.isEnumeration()) { // no typedef of something else
          found.add(new NamedType(btf, keyword, name, resolved));
        }
      }
    }
    return found;
  }

  /** Whether Java could not tell the two. */
  boolean isSame(NamedType other) throws BtfException {
    return new SameTypes(btf).isSame(id, other.id);
  }

  private boolean isEnum() throws BtfException {
    return btf.kind(id).isEnumeration();
  }

  private BtfType.Enum constants() throws BtfException {
    return (BtfType.Enum) btf.type(id);
  }

  private StructLayout layout() throws BtfException {
    return StructLayout.readNested(btf, id);
  }

  /** As the annotation names it. */
  String cType() {
    return keyword + " " + name;
  }

  /** For messages: what it looks like. */
  String describe() throws BtfException {
    return cType() + ", " + (isEnum() ? describe(constants()) : StructShape.describe(layout()));
  }

  private static String describe(BtfType.Enum type) {
    StringBuilder text = new StringBuilder();
    text.append(type.size()).append(type.size() == 1 ? " byte" : " bytes");
    String start = ": ";
    int count = type.values().size();
    for (BtfType.Value value : type.values().subList(0, Math.min(count, SHOWN_CONSTANTS))) {
      text.append(start).append(value.name()).append(" = ").append(value.value());
      start = ", ";
    }
    return count <= SHOWN_CONSTANTS ? text.toString() : text.append(", …").toString();
  }
}
