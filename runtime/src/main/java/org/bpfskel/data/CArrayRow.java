package org.bpfskel.data;

import java.nio.ByteBuffer;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.internal.value.CEnum;
import org.bpfskel.internal.value.CText;

/** A row of an array's last dimension, copied between a Java array and bytes: a table. */
final class CArrayRow {
  private CArrayRow() {}

  static void read(Object row, ByteBuffer bytes, int position, Elements elements) {
    int size = elements.size();
    if (row instanceof byte[] values) {
      bytes.get(position, values);
    } else if (row instanceof short[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.getShort(position + i * size);
      }
    } else if (row instanceof int[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = CEnum.read(bytes, position + i * size, elements.kind(), size);
      }
    } else if (row instanceof long[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.getLong(position + i * size);
      }
    } else if (row instanceof boolean[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.get(position + i * size) != 0;
      }
    } else if (row instanceof float[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.getFloat(position + i * size);
      }
    } else if (row instanceof double[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.getDouble(position + i * size);
      }
    } else {
      String[] values = (String[]) row;
      for (int i = 0; i < values.length; i++) {
        values[i] = CText.read(bytes, position + i * size, size);
      }
    }
  }

  /** Hands each element to a writer of a struct whose only member it is. */
  static void write(Object row, int i, StructWriter element) {
    if (row instanceof byte[] values) {
      element.int8(0, values[i]);
    } else if (row instanceof short[] values) {
      element.int16(0, values[i]);
    } else if (row instanceof int[] values) {
      writeInt(element, values[i]);
    } else if (row instanceof long[] values) {
      writeLong(element, values[i]);
    } else if (row instanceof boolean[] values) {
      element.bool(0, values[i]);
    } else if (row instanceof float[] values) {
      element.float32(0, values[i]);
    } else if (row instanceof double[] values) {
      element.float64(0, values[i]);
    } else if (row instanceof String[] values) {
      element.text(0, values[i]);
    } else {
      element.whole(((StructValue[]) row)[i]);
    }
  }

  private static void writeInt(StructWriter element, int value) {
    Kind kind = element.member(0).kind();
    if (kind == Kind.ENUM || kind == Kind.SIGNED_ENUM) {
      element.enum32(0, value);
    } else {
      element.int32(0, value);
    }
  }

  private static void writeLong(StructWriter element, long value) {
    if (element.member(0).kind() == Kind.POINTER) {
      element.pointer(0, value);
    } else {
      element.int64(0, value);
    }
  }
}
