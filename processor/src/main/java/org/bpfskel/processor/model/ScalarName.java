package org.bpfskel.processor.model;

import java.util.HashMap;
import java.util.Map;
import org.bpfskel.btf.BtfType;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by the names that C and the kernel's headers have for them, as a program for BPF has
 * them: an object keeps only those that something in it has.
 */
final class ScalarName {
  private static final Map<String, BtfType> KNOWN = new HashMap<>();

  static {
    for (int size = 1; size <= Long.BYTES; size *= 2) {
      int bits = size * Byte.SIZE;
      numbers(size, false, "__u" + bits, "u" + bits, "uint" + bits + "_t");
      numbers(size, true, "__s" + bits, "s" + bits, "int" + bits + "_t");
    }
    numbers(Byte.BYTES, true, "char", "signed char");
    numbers(Byte.BYTES, false, "unsigned char");
    ofBothSigns("short", Short.BYTES);
    ofBothSigns("int", Integer.BYTES);
    ofBothSigns("long", Long.BYTES);
    ofBothSigns("long long", Long.BYTES);
    numbers(Short.BYTES, false, "__be16");
    numbers(Integer.BYTES, false, "unsigned", "__be32");
    numbers(Long.BYTES, false, "size_t", "__be64");
    for (String name : new String[] {"bool", "_Bool"}) {
      KNOWN.put(name, new BtfType.Int(name, 1, false, false, true, 0, Byte.SIZE));
    }
  }

  private ScalarName() {}

  private static void ofBothSigns(String name, int size) {
    numbers(size, true, name);
    numbers(size, false, "unsigned " + name);
  }

  private static void numbers(int size, boolean signed, String... names) {
    for (String name : names) {
      boolean isChar = name.equals("char");
      KNOWN.put(name, new BtfType.Int(name, size, signed, isChar, false, 0, size * Byte.SIZE));
    }
  }

  /** Null if no number is called so. */
  static @Nullable BtfType of(String name) {
    return KNOWN.get(name);
  }
}
