package org.bpfskel.generated;

import org.bpfskel.btf.StructLayout.Kind;
import org.jspecify.annotations.Nullable;

/** Copies one element between a Java array and the image of the only member there: a table. */
final class ArrayElement {
  private ArrayElement() {}

  static void read(Object row, int i, StructImage image) {
    if (row instanceof byte[] bytes) {
      bytes[i] = image.int8(0);
    } else if (row instanceof short[] shorts) {
      shorts[i] = image.int16(0);
    } else if (row instanceof int[] ints) {
      ints[i] = isEnum(image) ? image.enum32(0) : image.int32(0);
    } else if (row instanceof long[] longs) {
      longs[i] = image.int64(0);
    } else if (row instanceof boolean[] booleans) {
      booleans[i] = image.bool(0);
    } else if (row instanceof float[] floats) {
      floats[i] = image.float32(0);
    } else if (row instanceof double[] doubles) {
      doubles[i] = image.float64(0);
    } else {
      ((String[]) row)[i] = image.text(0);
    }
  }

  static void write(Object row, int i, StructImage image) {
    if (row instanceof byte[] bytes) {
      image.int8(0, bytes[i]);
    } else if (row instanceof short[] shorts) {
      image.int16(0, shorts[i]);
    } else if (row instanceof int[] ints) {
      writeInt(image, ints[i]);
    } else if (row instanceof long[] longs) {
      writeLong(image, longs[i]);
    } else if (row instanceof boolean[] booleans) {
      image.bool(0, booleans[i]);
    } else if (row instanceof float[] floats) {
      image.float32(0, floats[i]);
    } else if (row instanceof double[] doubles) {
      image.float64(0, doubles[i]);
    } else if (row instanceof String[] texts) {
      image.text(0, texts[i]);
    } else {
      writeStruct(image, ((StructShadow[]) row)[i]);
    }
  }

  private static void writeInt(StructImage image, int value) {
    if (isEnum(image)) {
      image.enum32(0, value);
    } else {
      image.int32(0, value);
    }
  }

  private static void writeLong(StructImage image, long value) {
    if (image.member(0).kind() == Kind.POINTER) {
      image.pointer(0, value);
    } else {
      image.int64(0, value);
    }
  }

  private static void writeStruct(StructImage image, @Nullable StructShadow shadow) {
    if (shadow == null) {
      image.refuse("null, a struct of C is always there");
    } else {
      shadow.write(image);
    }
  }

  private static boolean isEnum(StructImage image) {
    Kind kind = image.member(0).kind();
    return kind == Kind.ENUM || kind == Kind.SIGNED_ENUM;
  }
}
