package org.bpfskel.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** Writes BTF word by word and checks nothing, so that it can be as wrong as a test needs it. */
public final class RawBtf {
  /** {@code BTF_KIND_*}, those that are used by name. */
  public static final int INT = 1, PTR = 2, ARRAY = 3, STRUCT = 4, ENUM = 6, TYPEDEF = 8;

  public static final int CONST = 10, FUNC = 12, FUNC_PROTO = 13, VAR = 14, DATASEC = 15;

  private final ByteOrder order;
  private final ByteArrayOutputStream types = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private final Map<String, Integer> offsets = new HashMap<>();
  private int count;

  /** Without a type, in this machine's byte order. */
  public RawBtf() {
    this(ByteOrder.nativeOrder());
  }

  /** Without a type. */
  public RawBtf(ByteOrder order) {
    this.order = order;
    string("");
  }

  /** The offset of a string, which is stored once. */
  public int string(String text) {
    Integer known = offsets.putIfAbsent(text, strings.size());
    if (known != null) {
      return known;
    }
    int offset = strings.size();
    strings.writeBytes(text.getBytes(UTF_8));
    strings.write(0);
    return offset;
  }

  /** Adds bytes to the strings as they are. */
  public void strings(byte[] bytes) {
    strings.writeBytes(bytes);
  }

  /** A record with an info word of any content; gives its id. */
  public int record(String name, int info, int... words) {
    words(string(name), info);
    words(words);
    return ++count;
  }

  /** A record of that kind; gives its id. */
  public int type(String name, int kind, int... words) {
    return record(name, BtfRecords.info(kind, 0), words);
  }

  /** The id of the next record. */
  public int nextId() {
    return count + 1;
  }

  /** A signed {@code int} of 4 bytes. */
  public int integer() {
    return type("int", INT, 4, 1 << 24 | 32);
  }

  /** A struct with members of three words each: name, type, offset in bits. */
  public int struct(String name, int size, int... members) {
    words(string(name), BtfRecords.info(STRUCT, members.length / 3), size);
    words(members);
    return ++count;
  }

  /** A struct of {@code SEC(".maps")} whose value has that type. */
  public int map(int type) {
    int pointer = type("", PTR, type);
    return struct("", 8, string("value"), pointer, 0);
  }

  /** A section with variables of three words each: id, offset, size. */
  public int section(String name, int size, int... variables) {
    words(string(name), BtfRecords.info(DATASEC, variables.length / 3), size);
    words(variables);
    return ++count;
  }

  /** Counts a record that {@link #words} has written; gives its id. */
  public int added() {
    return ++count;
  }

  /** Adds words to the type section as they are. */
  public void words(int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * Integer.BYTES).order(order);
    bytes.asIntBuffer().put(words);
    types.writeBytes(bytes.array());
  }

  /** Header, types and strings. */
  public byte[] bytes() {
    ByteBuffer btf =
        ByteBuffer.allocate(BtfRecords.HEADER + types.size() + strings.size()).order(order);
    btf.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(BtfRecords.HEADER);
    btf.putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size());
    return btf.put(types.toByteArray()).put(strings.toByteArray()).array();
  }
}
