package org.bpfskel.micrometer;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.StructValue;
import org.jspecify.annotations.Nullable;

/** The tags of a key's meter, taken from the key. */
public final class KeyTags {
  private KeyTags() {}

  /**
   * For a struct as key: a tag for each member, called as in C. Unsigned numbers are written as
   * such, {@code byte[]} in hexadecimal digits, other arrays with commas; members of a struct
   * within are {@code struct.member}. Padding and unions have no tags.
   *
   * @param type the generated class of the key
   * @param <K> the same
   * @return what makes tags of a key
   * @throws IllegalArgumentException if the class is none that bpfskel has generated, or not
   *     accessible
   */
  public static <K extends StructValue> Function<K, Tags> of(Class<K> type) {
    List<Member> members = members("", type, new ArrayList<>());
    return key -> {
      List<Tag> tags = new ArrayList<>(members.size());
      for (Member member : members) {
        tags.add(Tag.of(member.name, member.text(key)));
      }
      return Tags.of(tags);
    };
  }

  /**
   * For a number or a text as key: one tag. Numbers are signed, as they are in Java.
   *
   * @param name of the tag
   * @param <K> what a key is
   * @return what makes tags of a key
   */
  public static <K> Function<K, Tags> of(String name) {
    return key -> Tags.of(name, String.valueOf(key));
  }

  /** The way from the key to a member: fields of structs within, and at last its own. */
  private record Member(String name, List<Field> fields, boolean unsigned) {
    String text(Object key) {
      Object value = key;
      try {
        for (Field field : fields) {
          value = field.get(value);
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(name + " cannot be read", e);
      }
      return KeyTags.text(value, unsigned);
    }
  }

  private static List<Member> members(String path, Class<?> type, List<Field> around) {
    List<Member> found = new ArrayList<>();
    for (StructLayout.Member member : layout(type).members()) {
      Field field = field(type, member.name());
      if (field == null || member.kind() == StructLayout.Kind.UNION) {
        continue;
      }
      List<Field> fields = new ArrayList<>(around);
      fields.add(field);
      String name = path + member.name();
      if (member.kind() == StructLayout.Kind.STRUCT) {
        found.addAll(members(name + ".", field.getType(), fields));
      } else {
        found.add(new Member(name, List.copyOf(fields), isUnsigned(member)));
      }
    }
    return found;
  }

  private static StructLayout layout(Class<?> type) {
    try {
      return ((StructValue) type.getConstructor().newInstance()).structLayout();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          "%s cannot be made: name a public struct that bpfskel has generated, or make the tags by a function of your own"
              .formatted(type.getName()),
          e);
    }
  }

  /** A keyword of Java ends with an underscore there. */
  private static @Nullable Field field(Class<?> type, String name) {
    for (Field field : type.getFields()) {
      if (field.getName().equals(name) || field.getName().equals(name + "_")) {
        return field;
      }
    }
    return null;
  }

  private static boolean isUnsigned(StructLayout.Member member) {
    return switch (member.kind()) {
      case UINT8, UINT16, UINT32, UINT64, ENUM, POINTER -> true;
      case ARRAY -> member.cType().contains("unsigned") || member.cType().contains("__u");
      default -> false;
    };
  }

  private static String text(Object value, boolean unsigned) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value.getClass().isArray()) {
      StringJoiner all = new StringJoiner(",");
      for (int i = 0; i < Array.getLength(value); i++) {
        all.add(text(Array.get(value, i), unsigned));
      }
      return all.toString();
    }
    if (!unsigned) {
      return value.toString();
    }
    if (value instanceof Byte number) {
      return Integer.toString(Byte.toUnsignedInt(number));
    }
    if (value instanceof Short number) {
      return Integer.toString(Short.toUnsignedInt(number));
    }
    if (value instanceof Integer number) {
      return Integer.toUnsignedString(number);
    }
    return value instanceof Long number ? Long.toUnsignedString(number) : value.toString();
  }
}
