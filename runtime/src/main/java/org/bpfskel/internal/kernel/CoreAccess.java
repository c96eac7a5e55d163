package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CoreRelocation;
import org.bpfskel.btf.CoreRelocation.Kind;
import org.bpfskel.btf.Flavour;
import org.jspecify.annotations.Nullable;

/**
 * What a relocation asks for, with names in place of indexes.
 *
 * @param btf the object's types
 * @param rootId the type in the object that it begins at
 * @param rootName the kernel's name of it, without a flavour
 * @param element which of several such types behind each other, nearly always the first (0)
 * @param steps members and elements on the way from there; of an enum its value
 */
record CoreAccess(Kind kind, Btf btf, int rootId, String rootName, int element, List<Step> steps) {
  private static final int MAX_DIGITS = 9;

  /**
   * One step.
   *
   * @param name of the member or value; empty for an element of an array
   * @param index of the element
   * @param typeId what is there, in the object; 0 of an enum's value
   */
  record Step(String name, int index, int typeId) {}

  /** Reads it; null for what no libbpf takes, or nothing is known of. */
  static @Nullable CoreAccess of(Btf btf, CoreRelocation relocation) throws BtfException {
    Kind kind = relocation.kind();
    int root = relocation.typeId();
    if (kind == null || root <= 0 || root >= btf.typeCount()) {
      return null;
    }
    String name = Flavour.without(btf.name(root));
    String[] indexes = relocation.access().split(":", -1);
    List<Step> steps = name.isEmpty() ? null : steps(btf, kind, root, indexes);
    int element = isOfField(kind) ? index(indexes[0]) : 0;
    return steps == null || element < 0
        ? null
        : new CoreAccess(kind, btf, root, name, element, steps);
  }

  private static @Nullable List<Step> steps(Btf btf, Kind kind, int root, String[] indexes)
      throws BtfException {
    List<Step> steps = new ArrayList<>();
    if (isOfEnum(kind)) {
      int index = index(indexes[0]);
      return btf.type(btf.resolve(root)) instanceof BtfType.Enum type
              && index >= 0
              && index < type.values().size()
          ? List.of(new Step(Flavour.without(type.values().get(index).name()), 0, 0))
          : null;
    }
    if (!isOfField(kind)) {
      return steps;
    }
    int id = root;
    for (int i = 1; i < indexes.length; i++) {
      int index = index(indexes[i]);
      BtfType type = btf.type(btf.resolve(id));
      if (type instanceof BtfType.Composite struct
          && index >= 0
          && index < struct.members().size()) {
        BtfType.Member member = struct.members().get(index);
        id = member.type();
        if (!member.name().isEmpty()) {
          steps.add(new Step(member.name(), 0, id));
        }
      } else if (type instanceof BtfType.Array array && index >= 0) {
        id = array.element();
        steps.add(new Step("", index, id));
      } else {
        return null;
      }
    }
    return steps;
  }

  private static int index(String digits) {
    int index = digits.isEmpty() || digits.length() > MAX_DIGITS ? -1 : 0;
    for (int i = 0; i < digits.length() && index >= 0; i++) {
      int digit = Character.digit(digits.charAt(i), 10);
      index = digit < 0 ? -1 : 10 * index + digit;
    }
    return index;
  }

  static boolean isOfField(Kind kind) {
    return switch (kind) {
      case FIELD_BYTE_OFFSET,
          FIELD_BYTE_SIZE,
          FIELD_EXISTS,
          FIELD_SIGNED,
          FIELD_LSHIFT_U64,
          FIELD_RSHIFT_U64 ->
          true;
      default -> false;
    };
  }

  static boolean isOfEnum(Kind kind) {
    return kind == Kind.ENUMVAL_EXISTS || kind == Kind.ENUMVAL_VALUE;
  }

  /** Whether libbpf makes the instruction one that the verifier refuses, if the kernel lacks it. */
  boolean isNeeded() {
    return kind != Kind.FIELD_EXISTS && (isOfField(kind) || kind == Kind.ENUMVAL_VALUE);
  }

  /** As C writes it: {@code sock.sk_protocol}, {@code ops.x[2]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(rootName);
    for (Step step : steps) {
      if (step.name().isEmpty()) {
        text.append('[').append(step.index()).append(']');
      } else {
        text.append('.').append(step.name());
      }
    }
    return text.toString();
  }
}
