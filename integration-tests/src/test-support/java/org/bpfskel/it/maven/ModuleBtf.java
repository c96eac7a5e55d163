package org.bpfskel.it.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;

/** BTF of a module that no kernel has, which continues a kernel's types and strings. */
final class ModuleBtf {
  private static final int HEADER = 24;
  private static final int STRUCT = 4;

  private ModuleBtf() {}

  /** With one struct, which has one {@code int}. */
  static byte[] struct(Path kernel, String name, String member) throws IOException {
    byte[] base = Files.readAllBytes(kernel);
    try {
      int integer = Btf.parse(base).find("int", BtfKind.INT);
      ByteBuffer header = ByteBuffer.wrap(base).order(ByteOrder.nativeOrder());
      int strings = header.getInt(20);
      ByteArrayOutputStream names = new ByteArrayOutputStream();
      names.writeBytes((name + "\0" + member + "\0").getBytes(UTF_8));
      ByteBuffer bytes =
          ByteBuffer.allocate(HEADER + 6 * Integer.BYTES + names.size())
              .order(ByteOrder.nativeOrder());
      bytes.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0);
      bytes.putInt(HEADER).putInt(0).putInt(6 * Integer.BYTES);
      bytes.putInt(6 * Integer.BYTES).putInt(names.size());
      bytes.putInt(strings).putInt(STRUCT << 24 | 1).putInt(Integer.BYTES);
      bytes.putInt(strings + name.length() + 1).putInt(integer).putInt(0);
      return bytes.put(names.toByteArray()).array();
    } catch (BtfException e) {
      throw new IOException(e);
    }
  }
}
