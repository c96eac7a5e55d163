package org.bpfskel.data;

import java.lang.reflect.Array;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;

/** A struct or union of any layout, with a field for each member, as generated code has them. */
final class AnyStruct {
  private final StructLayout layout;
  final Object[] fields;

  private AnyStruct(StructLayout layout) {
    this.layout = layout;
    this.fields = new Object[layout.members().size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = zero(layout.members().get(i));
    }
  }

  /** A new object of the class that would be generated. */
  static StructValue of(StructLayout layout) {
    return layout.overlaps() ? new OfUnion(layout) : new OfStruct(layout);
  }

  static Object[] fields(StructValue value) {
    return value instanceof OfUnion union ? union.any.fields : ((OfStruct) value).any.fields;
  }

  private static final class OfStruct extends StructValue {
    private final AnyStruct any;

    OfStruct(StructLayout layout) {
      super(layout);
      any = new AnyStruct(layout);
    }

    @Override
    protected void read(StructReader image) {
      any.read(image);
    }

    @Override
    protected void write(StructWriter image) {
      any.write(image);
    }
  }

  private static final class OfUnion extends UnionValue {
    private final AnyStruct any;

    OfUnion(StructLayout layout) {
      super(layout);
      any = new AnyStruct(layout);
    }

    @Override
    protected void read(StructReader image) {
      any.read(image);
    }

    @Override
    protected void write(StructWriter image) {
      any.write(image);
    }
  }

  private static Object zero(Member member) {
    return switch (member.kind()) {
      case INT8, UINT8 -> (byte) 0;
      case INT16, UINT16 -> (short) 0;
      case INT32, UINT32 -> 0;
      case ENUM, SIGNED_ENUM -> member.size() == 8 ? (Object) 0L : (Object) 0;
      case INT64, UINT64, POINTER, PROGRAM, BITFIELD -> 0L;
      case BOOL -> false;
      case FLOAT32 -> 0f;
      case FLOAT64 -> 0.0;
      case TEXT -> "";
      case STRUCT, UNION -> of(((Nested) member.detail()).layout());
      case OPAQUE -> new byte[member.size()];
      case ARRAY -> zeros((Elements) member.detail());
      case FLEXIBLE -> empty((Elements) member.detail());
    };
  }

  private static Object zeros(Elements elements) {
    Object array = empty(elements);
    if (elements.layout() != null || elements.kind() == Kind.TEXT) {
      StructValue.zeroed(array, element(elements));
    }
    return array;
  }

  private static Supplier<?> element(Elements elements) {
    StructLayout struct = elements.layout();
    return struct == null ? () -> "" : () -> of(struct);
  }

  static Object empty(Elements elements) {
    Class<?> type =
        switch (elements.kind()) {
          case INT8, UINT8, OPAQUE -> byte.class;
          case INT16, UINT16 -> short.class;
          case INT32, UINT32 -> int.class;
          case ENUM, SIGNED_ENUM -> elements.size() == 8 ? long.class : int.class;
          case INT64, UINT64, POINTER, PROGRAM, BITFIELD -> long.class;
          case BOOL -> boolean.class;
          case FLOAT32 -> float.class;
          case FLOAT64 -> double.class;
          case TEXT -> String.class;
          default -> StructValue.class;
        };
    return Array.newInstance(type, elements.lengths().stream().mapToInt(n -> n).toArray());
  }

  private void read(StructReader image) {
    for (int i = 0; i < fields.length; i++) {
      Member member = layout.members().get(i);
      switch (member.kind()) {
        case INT8, UINT8 -> fields[i] = image.int8(i);
        case INT16, UINT16 -> fields[i] = image.int16(i);
        case INT32, UINT32 -> fields[i] = image.int32(i);
        case INT64, UINT64 -> fields[i] = image.int64(i);
        case ENUM, SIGNED_ENUM ->
            fields[i] = member.size() == 8 ? (Object) image.int64(i) : (Object) image.enum32(i);
        case POINTER, PROGRAM -> fields[i] = image.pointer(i);
        case BITFIELD -> fields[i] = image.bits(i);
        case BOOL -> fields[i] = image.bool(i);
        case FLOAT32 -> fields[i] = image.float32(i);
        case FLOAT64 -> fields[i] = image.float64(i);
        case TEXT -> fields[i] = image.text(i);
        case STRUCT, UNION -> image.struct(i, (StructValue) fields[i]);
        case OPAQUE -> fields[i] = image.array(i, new byte[member.size()]);
        case ARRAY -> fields[i] = array(image, i, (Elements) member.detail());
        case FLEXIBLE -> fields[i] = flexible(image, i, (Elements) member.detail());
      }
    }
  }

  private static Object array(StructReader image, int i, Elements elements) {
    StructLayout struct = elements.layout();
    return struct == null
        ? image.array(i, empty(elements))
        : image.structs(i, empty(elements), () -> of(struct));
  }

  private Object flexible(StructReader image, int i, Elements elements) {
    StructLayout struct = elements.layout();
    IntFunction<Object> empty = length -> empty(elements.withFirst(length));
    return struct == null
        ? image.flexible(i, fields[i], empty)
        : image.flexible(i, fields[i], empty, () -> of(struct));
  }

  private void write(StructWriter image) {
    for (int i = 0; i < fields.length; i++) {
      Member member = layout.members().get(i);
      switch (member.kind()) {
        case INT8, UINT8 -> image.int8(i, (byte) fields[i]);
        case INT16, UINT16 -> image.int16(i, (short) fields[i]);
        case INT32, UINT32 -> image.int32(i, (int) fields[i]);
        case INT64, UINT64 -> image.int64(i, (long) fields[i]);
        case ENUM, SIGNED_ENUM -> {
          if (member.size() == 8) {
            image.int64(i, (long) fields[i]);
          } else {
            image.enum32(i, (int) fields[i]);
          }
        }
        case POINTER, PROGRAM -> image.pointer(i, (long) fields[i]);
        case BITFIELD -> image.bits(i, (long) fields[i]);
        case BOOL -> image.bool(i, (boolean) fields[i]);
        case FLOAT32 -> image.float32(i, (float) fields[i]);
        case FLOAT64 -> image.float64(i, (double) fields[i]);
        case TEXT -> image.text(i, (String) fields[i]);
        case STRUCT, UNION -> image.struct(i, (StructValue) fields[i]);
        case OPAQUE, ARRAY -> image.putArray(i, fields[i]);
        case FLEXIBLE -> image.flexible(i, fields[i]);
      }
    }
  }
}
