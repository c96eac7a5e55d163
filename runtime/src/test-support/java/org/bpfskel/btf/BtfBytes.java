package org.bpfskel.btf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes BTF for tests. Each method that adds a type gives its id. Checks nothing. */
final class BtfBytes {
  /** Byte order and header length of the data. */
  enum Form {
    LITTLE_ENDIAN_24(ByteOrder.LITTLE_ENDIAN, 24),
    BIG_ENDIAN_24(ByteOrder.BIG_ENDIAN, 24),
    LITTLE_ENDIAN_32(ByteOrder.LITTLE_ENDIAN, 32),
    BIG_ENDIAN_32(ByteOrder.BIG_ENDIAN, 32);

    final ByteOrder order;
    final int headerLength;

    Form(ByteOrder order, int headerLength) {
      this.order = order;
      this.headerLength = headerLength;
    }
  }

  static final int SIGNED = 1;
  static final int CHAR = 2;
  static final int BOOL = 4;

  private static final int FLAG = 1 << 31;

  private final Form form;
  private final int firstString;
  private final ByteArrayOutputStream types = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private byte[] layouts = {};
  private int nextId;

  BtfBytes() {
    this(Form.LITTLE_ENDIAN_24);
  }

  BtfBytes(Form form) {
    this(form, 1, 0);
    strings.write(0);
  }

  private BtfBytes(Form form, int firstId, int firstString) {
    this.form = form;
    this.nextId = firstId;
    this.firstString = firstString;
  }

  /** Split BTF on top of what this one holds now. */
  BtfBytes split() {
    return new BtfBytes(form, nextId, firstString + strings.size());
  }

  /** The id that the next type gets, to refer to it beforehand. */
  int nextId() {
    return nextId;
  }

  int integer(String name, int size, int encoding) {
    return integer(name, size, encoding, 0, size * 8);
  }

  int integer(String name, int size, int encoding, int bitOffset, int bits) {
    return record(name, 1, size, encoding << 24 | bitOffset << 16 | bits);
  }

  int ptr(int type) {
    return record("", 2, type);
  }

  int array(int element, int length) {
    return record("", 3, 0, element, element, length);
  }

  int struct(String name, int size, Element... members) {
    return elements(name, 4, size, members);
  }

  int union(String name, int size, Element... members) {
    return elements(name, 5, size, members);
  }

  /** A struct with the flag that gives members a bitfield size of their own. */
  int structWithBitfields(String name, int size, Element... members) {
    return elements(name, 4 | 0x80, size, members);
  }

  int enumeration(String name, int size, boolean signed, Element... values) {
    return elements(name, signed ? 6 | 0x80 : 6, size, values);
  }

  int forward(String name, boolean union) {
    return record(name, union ? 7 | 0x80 : 7, 0);
  }

  int typedef(String name, int type) {
    return record(name, 8, type);
  }

  int constant(int type) {
    return record("", 10, type);
  }

  int modifier(BtfKind kind, String name, int type) {
    return record(name, Arrays.asList(BtfKind.values()).indexOf(kind), type);
  }

  int func(String name, int proto, int linkage) {
    return typeRecord(name, 12 << 24 | linkage, proto);
  }

  int proto(int returnType, Element... params) {
    return elements("", 13, returnType, params);
  }

  int variable(String name, int type, int linkage) {
    return record(name, 14, type, linkage);
  }

  int section(String name, int size, Element... variables) {
    return elements(name, 15, size, variables);
  }

  int floating(String name, int size) {
    return record(name, 16, size);
  }

  int declTag(String text, int type, int component) {
    return record(text, 17, type, component);
  }

  int enumeration64(String name, int size, boolean signed, Element... values) {
    return elements(name, signed ? 19 | 0x80 : 19, size, values);
  }

  /** A member, enumerator, parameter or variable of a section, as words once its name is stored. */
  interface Element {
    int[] words(BtfBytes btf);
  }

  static Element member(String name, int type, int bitOffset) {
    return btf -> new int[] {btf.string(name), type, bitOffset};
  }

  static Element bitfield(String name, int type, int bitOffset, int bits) {
    return member(name, type, bits << 24 | bitOffset);
  }

  static Element value(String name, int value) {
    return btf -> new int[] {btf.string(name), value};
  }

  static Element value64(String name, long value) {
    return btf -> new int[] {btf.string(name), (int) value, (int) (value >>> 32)};
  }

  static Element param(String name, int type) {
    return btf -> new int[] {btf.string(name), type};
  }

  static Element sectionVariable(int type, int offset, int size) {
    return btf -> new int[] {type, offset, size};
  }

  /** Any record without elements; the number's eighth bit is the kind flag. */
  int record(String name, int kind, int sizeOrType, int... words) {
    int id = typeRecord(name, (kind & 0x7f) << 24 | ((kind & 0x80) != 0 ? FLAG : 0), sizeOrType);
    write(types, words);
    return id;
  }

  private int elements(String name, int kind, int sizeOrType, Element... elements) {
    int info = (kind & 0x7f) << 24 | ((kind & 0x80) != 0 ? FLAG : 0) | elements.length;
    int id = typeRecord(name, info, sizeOrType);
    for (Element element : elements) {
      write(types, element.words(this));
    }
    return id;
  }

  /** The common part of a record, with an info word of any content. */
  int typeRecord(String name, int info, int sizeOrType) {
    write(types, string(name), info, sizeOrType);
    return nextId++;
  }

  /** Bytes that follow the last record. */
  BtfBytes words(int... words) {
    write(types, words);
    return this;
  }

  /** Layout section: for each kind from 0 up, bytes after the record and bytes of each element. */
  BtfBytes layouts(int... infoAndElementSizes) {
    layouts = new byte[infoAndElementSizes.length * 2];
    for (int i = 0; i < infoAndElementSizes.length; i++) {
      layouts[i / 2 * 4 + i % 2] = (byte) infoAndElementSizes[i];
    }
    return this;
  }

  private int string(String string) {
    if (string.isEmpty()) {
      return 0;
    }
    int offset = firstString + strings.size();
    strings.writeBytes(string.getBytes(UTF_8));
    strings.write(0);
    return offset;
  }

  private void write(ByteArrayOutputStream out, int... words) {
    ByteBuffer buffer = ByteBuffer.allocate(words.length * 4).order(form.order);
    buffer.asIntBuffer().put(words);
    out.writeBytes(buffer.array());
  }

  byte[] bytes() {
    int stringsAt = types.size() + layouts.length;
    ByteBuffer buffer =
        ByteBuffer.allocate(form.headerLength + stringsAt + strings.size()).order(form.order);
    buffer.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(form.headerLength);
    buffer.putInt(0).putInt(types.size()).putInt(stringsAt).putInt(strings.size());
    if (form.headerLength >= 32) {
      buffer.putInt(layouts.length == 0 ? 0 : types.size()).putInt(layouts.length);
    }
    buffer.put(types.toByteArray()).put(layouts).put(strings.toByteArray());
    return buffer.array();
  }

  Btf parse() throws BtfException {
    return Btf.parse(bytes());
  }

  /** One of everything, each kind at the id of its number; type 20 is a kind yet to be invented. */
  static BtfBytes everyKind(Form form) {
    BtfBytes btf = new BtfBytes(form);
    btf.integer("int", 4, SIGNED);
    btf.ptr(4);
    btf.array(1, 3);
    btf.structWithBitfields(
        "point", 12, member("x", 1, 0), bitfield("flags", 1, 32, 5), member("", 5, 64));
    btf.union("either", 4, member("number", 1, 0), member("real", 16, 0));
    btf.enumeration("color", 4, true, value("RED", -1), value("BLUE", 7));
    btf.forward("unseen", true);
    btf.typedef("counter_t", 1);
    btf.modifier(BtfKind.VOLATILE, "", 1);
    btf.modifier(BtfKind.CONST, "", 4);
    btf.modifier(BtfKind.RESTRICT, "", 2);
    btf.func("callback", 13, 1);
    btf.proto(1, param("a", 2), param("b", 8), param("", 0));
    btf.variable("calls", 1, 1);
    btf.section(".bss", 4, sectionVariable(14, 0, 4));
    btf.floating("float", 4);
    btf.declTag("on member", 4, 1);
    btf.modifier(BtfKind.TYPE_TAG, "rcu", 4);
    btf.enumeration64("mask", 8, false, value64("TOP", 1L << 63));
    if (form.headerLength >= 32) {
      int[] layouts = new int[42];
      layouts[40] = 4;
      layouts[41] = 8;
      btf.layouts(layouts);
      btf.typeRecord("novelty", 20 << 24 | 2, 99);
      btf.words(1, 2, 3, 4, 5);
      btf.ptr(20);
    }
    return btf;
  }
}
