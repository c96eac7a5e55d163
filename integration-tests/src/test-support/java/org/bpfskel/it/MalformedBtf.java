package org.bpfskel.it;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bpfskel.fuzz.RawBtf;

/**
 * BTF that something is wrong with, after the classes of mistakes that the kernel's own tests of
 * its BTF checks go through. libbpf checks less than the kernel: some of it is accepted.
 */
enum MalformedBtf {
  OTHER_MAGIC(RawBtf::integer, change(btf -> btf.putShort(0, (short) 0xeb9e))),
  OTHER_VERSION(RawBtf::integer, change(btf -> btf.put(2, (byte) 2))),
  UNKNOWN_FLAGS(RawBtf::integer, change(btf -> btf.put(3, (byte) 0x80))),
  NO_BYTES(RawBtf::integer, length(0)),
  HALF_A_HEADER(RawBtf::integer, length(12)),
  HEADER_ALONE(RawBtf::integer, length(24)),
  HEADER_LONGER_THAN_DATA(RawBtf::integer, put(4, 4096)),
  LONGER_HEADER(RawBtf::integer, put(4, 28)),
  GAP_BEFORE_TYPES(RawBtf::integer, put(8, 4)),
  TYPES_NOT_ALIGNED(RawBtf::integer, put(8, 2)),
  TYPES_PAST_THE_END(RawBtf::integer, put(8, 0x7ffffffc)),
  TYPES_THAT_WRAP(RawBtf::integer, put(8, 0xfffffffc)),
  TYPES_INTO_STRINGS(RawBtf::integer, put(12, 20)),
  TYPES_CUT_SHORT(RawBtf::integer, put(12, 12)),
  NO_TYPES(btf -> {}),
  TYPES_BEHIND_STRINGS(RawBtf::integer, put(16, 0)),
  STRINGS_PAST_THE_END(RawBtf::integer, put(20, 6)),
  STRINGS_THAT_WRAP(RawBtf::integer, put(20, -1)),
  STRINGS_SHORTER(RawBtf::integer, put(20, 4)),
  NO_STRINGS(btf -> {}, put(20, 0)),
  DATA_BEHIND_STRINGS(RawBtf::integer, bytes -> Arrays.copyOf(bytes, bytes.length + 4)),
  STRINGS_WITHOUT_END(btf -> btf.strings(new byte[] {'x'})),
  STRINGS_WITHOUT_EMPTY_ONE(RawBtf::integer, change(btf -> btf.put(24 + 16, (byte) 'x'))),
  NAME_PAST_STRINGS(btf -> btf.words(99, 1 << 24, 4, 32)),
  NAME_AT_THE_END_OF_STRINGS(btf -> btf.words(1, 1 << 24, 4, 32)),
  MEMBER_NAME_PAST_STRINGS(btf -> btf.struct("s", 4, 99, btf.nextId(), 0)),
  NAME_THAT_IS_NO_IDENTIFIER(btf -> btf.type("?x y", RawBtf.TYPEDEF, 0)),
  INT_WITH_UNKNOWN_ENCODING(btf -> btf.type("int", RawBtf.INT, 4, 0x08000020)),
  INT_OF_MORE_BITS_THAN_BYTES(btf -> btf.type("int", RawBtf.INT, 4, 64)),
  INT_WITH_KIND_FLAG(btf -> btf.record("int", 0x81000000, 4, 32)),
  INT_WITH_ELEMENTS(btf -> btf.record("int", 0x01000002, 4, 32)),
  INT_CUT_SHORT(btf -> btf.words(0, 1 << 24, 4)),
  KIND_0(btf -> btf.record("", 0, 0)),
  KIND_AFTER_THE_LAST(btf -> btf.record("", 20 << 24, 0)),
  KIND_31(btf -> btf.record("", 31 << 24, 0)),
  RESERVED_BITS_OF_KIND(btf -> btf.record("t", 0x68000000, 0)),
  RESERVED_BITS_OF_COUNT(btf -> btf.record("t", 0x08ff0000, 0)),
  POINTER_TO_NOWHERE(btf -> btf.type("", RawBtf.PTR, 2)),
  POINTER_TO_THE_HIGHEST_ID(btf -> btf.type("", RawBtf.PTR, -1)),
  POINTER_TO_ITSELF(btf -> btf.type("", RawBtf.PTR, 1)),
  TYPEDEF_OF_ITSELF(btf -> btf.type("t", RawBtf.TYPEDEF, 1)),
  TYPEDEFS_IN_A_RING(btf -> btf.type("t", RawBtf.TYPEDEF, btf.type("t", RawBtf.TYPEDEF, 2))),
  ARRAY_OF_ITSELF(btf -> btf.type("", RawBtf.ARRAY, 0, 1, 1, 1)),
  ARRAY_OF_NOWHERE(btf -> btf.type("", RawBtf.ARRAY, 0, 9, 1, 1)),
  ARRAY_INDEXED_BY_NOWHERE(btf -> btf.type("", RawBtf.ARRAY, 0, 1, 9, 1)),
  ARRAY_OF_VOID(btf -> btf.type("", RawBtf.ARRAY, 0, 0, 0, 1)),
  ARRAY_OF_A_SIZE(btf -> btf.type("", RawBtf.ARRAY, 4, 1, 1, 1)),
  ARRAY_CUT_SHORT(btf -> btf.words(0, 3 << 24, 0, 1)),
  STRUCT_IN_ITSELF(btf -> btf.struct("s", 4, 0, 1, 0)),
  STRUCT_WITH_A_MEMBER_OF_NOWHERE(btf -> btf.struct("s", 4, 0, 2, 0)),
  STRUCT_WITH_A_MEMBER_OUTSIDE(btf -> btf.struct("s", 4, 0, btf.integer(), 0x1000)),
  STRUCT_OF_MORE_MEMBERS(btf -> btf.record("s", 4 << 24 | 1, 4)),
  STRUCT_OF_65535_MEMBERS(btf -> btf.record("s", 4 << 24 | 0xffff, 4)),
  ENUM_OF_MORE_VALUES(btf -> btf.record("e", 6 << 24 | 2, 4, 0, 0)),
  ENUM_OF_3_BYTES(btf -> btf.record("e", 6 << 24, 3)),
  ENUM_VALUE_NAMED_PAST_STRINGS(btf -> btf.record("e", 6 << 24 | 1, 4, 99, 0)),
  ENUM64_VALUE_NAMED_PAST_STRINGS(btf -> btf.record("e", 19 << 24 | 1, 8, 99, 0, 0)),
  ENUM64_CUT_SHORT(btf -> btf.record("e", 19 << 24 | 1, 8, 0, 0)),
  FORWARD_OF_A_TYPE(btf -> btf.record("f", 7 << 24, 77)),
  FUNCTION_OF_VOID(btf -> btf.type("f", RawBtf.FUNC, 0)),
  FUNCTION_OF_AN_INT(btf -> btf.type("f", RawBtf.FUNC, btf.integer())),
  FUNCTION_OF_ITSELF(btf -> btf.type("f", RawBtf.FUNC, 1)),
  FUNCTION_OF_NOWHERE(btf -> btf.type("f", RawBtf.FUNC, 7)),
  FUNCTION_BEFORE_ITS_PROTOTYPE(MalformedBtf::functionFirst),
  FUNCTION_OF_UNKNOWN_LINKAGE(btf -> btf.words(0, 13 << 24, 0, 0, 12 << 24 | 9, 1)),
  PROTOTYPE_RETURNING_NOWHERE(btf -> btf.type("", RawBtf.FUNC_PROTO, 5)),
  PROTOTYPE_TAKING_NOWHERE(btf -> btf.record("", 13 << 24 | 1, 0, 0, 5)),
  PARAMETER_NAMED_PAST_STRINGS(btf -> btf.record("", 13 << 24 | 1, 0, 99, 0)),
  VARIABLE_OF_NOWHERE(btf -> btf.type("v", RawBtf.VAR, 3, 1)),
  VARIABLE_OF_ITSELF(btf -> btf.type("v", RawBtf.VAR, 1, 1)),
  VARIABLE_OF_UNKNOWN_LINKAGE(btf -> btf.type("v", RawBtf.VAR, 0, 7)),
  VARIABLE_CUT_SHORT(btf -> btf.type("v", RawBtf.VAR, 0)),
  SECTION_OF_NOWHERE(btf -> btf.section(".data", 4, 9, 0, 4)),
  SECTION_OF_INTS(btf -> btf.section(".data", 4, btf.integer(), 0, 4)),
  SECTION_OF_MORE(btf -> btf.record(".data", 15 << 24 | 1, 4)),
  SECTION_WITH_A_VARIABLE_OUTSIDE(
      btf -> btf.section(".data", 4, btf.type("v", RawBtf.VAR, 0, 1), -1, -1)),
  FLOAT_OF_5_BYTES(btf -> btf.record("f", 16 << 24, 5)),
  FLOAT_WITH_ELEMENTS(btf -> btf.record("f", 16 << 24 | 3, 4)),
  TAG_ON_NOWHERE(btf -> btf.record("tag", 17 << 24, 6, -1)),
  TAG_ON_VOID(btf -> btf.record("tag", 17 << 24, 0, -2)),
  TAG_CUT_SHORT(btf -> btf.record("tag", 17 << 24, 0)),
  TYPE_TAG_OF_ITSELF(btf -> btf.record("tag", 18 << 24, 1)),
  TYPE_TAG_OF_NOWHERE(btf -> btf.record("tag", 18 << 24, 2));

  @SuppressWarnings("ImmutableEnumChecker") // only copies leave
  private final byte[] bytes;

  MalformedBtf(Consumer<RawBtf> types) {
    this(types, bytes -> bytes);
  }

  MalformedBtf(Consumer<RawBtf> types, UnaryOperator<byte[]> damage) {
    RawBtf btf = new RawBtf();
    types.accept(btf);
    this.bytes = damage.apply(btf.bytes());
  }

  byte[] bytes() {
    return bytes.clone();
  }

  private static void functionFirst(RawBtf btf) {
    btf.type("f", RawBtf.FUNC, btf.nextId() + 1);
    btf.type("", RawBtf.FUNC_PROTO, 0);
  }

  private static UnaryOperator<byte[]> length(int length) {
    return bytes -> Arrays.copyOf(bytes, length);
  }

  private static UnaryOperator<byte[]> put(int offset, int word) {
    return change(btf -> btf.putInt(offset, word));
  }

  private static UnaryOperator<byte[]> change(Consumer<ByteBuffer> change) {
    return bytes -> {
      change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
      return bytes;
    };
  }
}
