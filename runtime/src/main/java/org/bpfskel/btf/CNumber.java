package org.bpfskel.btf;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What C calls a number where it is compiled for BPF. That is its own name, if clang knows one of
 * that size; else that of a number that takes as much room. Compilers of kernels know types that
 * clang does not know here, as {@code __Poly8_t}, or has otherwise, as {@code long double}.
 */
final class CNumber {
  /** Bytes, by the words that names of integers consist of. */
  private static final Map<String, Integer> WORDS =
      Map.of(
          "signed",
          4,
          "unsigned",
          4,
          "int",
          4,
          "_Bool",
          1,
          "char",
          1,
          "short",
          2,
          "long",
          8,
          "__int128",
          16);

  private static final Map<String, Integer> FLOATS = Map.of("float", 4, "double", 8);

  private CNumber() {}

  /**
   * The name of a number; null for a type that is none.
   *
   * @throws BtfException if C has none of that size
   */
  static @Nullable String of(Btf btf, int id) throws BtfException {
    BtfKind kind = btf.kind(id);
    if (kind != BtfKind.INT && kind != BtfKind.FLOAT) {
      return null; // the usual case, for which nothing is decoded
    }
    BtfType type = btf.type(id);
    if (type instanceof BtfType.Int number) {
      boolean known = size(number.name()) == number.size();
      return known ? number.name() : integer(number);
    }
    if (type instanceof BtfType.Float number) {
      boolean known = FLOATS.getOrDefault(number.name(), 0) == number.size();
      return known ? number.name() : floating(number);
    }
    return null;
  }

  /** Bytes of an integer of that name; 0 if it is no name of C. */
  private static int size(String name) {
    int size = 4;
    for (String word : name.split(" ", -1)) {
      Integer bytes = WORDS.get(word);
      if (bytes == null) {
        return 0;
      }
      size = bytes == 4 ? size : bytes; // "short int" is as long as "short"
    }
    return size;
  }

  private static String integer(BtfType.Int number) throws BtfException {
    if (number.isBool() && number.size() == 1) {
      return "_Bool";
    }
    String name =
        switch (number.size()) {
          case 1 -> "char";
          case 2 -> "short";
          case 4 -> "int";
          case 8 -> "long long";
          case 16 -> "__int128";
          default -> throw unknown(number.name(), number.size());
        };
    return (number.signed() ? "signed " : "unsigned ") + name;
  }

  private static String floating(BtfType.Float number) throws BtfException {
    return switch (number.size()) {
      case 2 -> "unsigned short";
      case 4 -> "float";
      case 8 -> "double";
      case 16 -> "unsigned __int128";
      default -> throw unknown(number.name(), number.size());
    };
  }

  private static BtfException unknown(String name, int size) {
    return BtfException.nowhere(
        "%s cannot be written in C: no number has %d bytes".formatted(name, size));
  }
}
