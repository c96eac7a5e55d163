package org.bpfskel.processor.model;

import java.util.Arrays;
import java.util.List;
import org.bpfskel.btf.BtfKind;
import org.jspecify.annotations.Nullable;

/** What C tells types of one name apart by. */
enum TypeKeyword {
  STRUCT("struct"),
  UNION("union"),
  ENUM("enum"),
  TYPEDEF("typedef");

  private final String word;

  TypeKeyword(String word) {
    this.word = word;
  }

  List<BtfKind> kinds() {
    return Arrays.stream(BtfKind.values()).filter(kind -> kind.keyword().equals(word)).toList();
  }

  /** The keyword that a type begins with; null if it is a name alone. */
  static @Nullable TypeKeyword of(String type) {
    for (TypeKeyword keyword : values()) {
      int end = keyword.word.length();
      if (type.startsWith(keyword.word)
          && type.length() > end
          && Character.isWhitespace(type.charAt(end))) {
        return keyword;
      }
    }
    return null;
  }

  /** The name behind the keyword. */
  String without(String type) {
    return type.substring(word.length()).strip();
  }

  /** How C refers to the type of that name. */
  String inC(String name) {
    return this == TYPEDEF ? name : word + " " + name;
  }

  @Override
  public String toString() {
    return word;
  }
}
