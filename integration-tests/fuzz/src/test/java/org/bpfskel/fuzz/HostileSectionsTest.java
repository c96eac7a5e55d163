package org.bpfskel.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections that claim more than the file has, or share what it has: each costs its bytes only. */
class HostileSectionsTest {
  private static final int MANY = 1_000;

  private static final long[] CLAIMS = {1, 0x7fffffff, 0x80000000L, Long.MAX_VALUE, -8};

  @Test
  void everyFieldOfEveryHeaderClaimsTooMuch() {
    byte[] object = Seeds.objects().get(0);
    int headers = (int) little(object).getLong(40);
    for (int at = 16; at <= object.length - Long.BYTES; at = at == 56 ? headers : at + 8) {
      for (long claim : CLAIMS) {
        byte[] file = object.clone();
        little(file).putLong(at, claim);
        Bounds.hold(file, Readers::object);
        little(file).putInt(at, (int) claim);
        Bounds.hold(file, Readers::object);
      }
    }
  }

  @Test
  void manySectionsOfOneNameShareOneListOfVariables() {
    RawElf elf = new RawElf();
    RawBtf btf = new RawBtf();
    int integer = btf.integer();
    int[] variables = new int[3 * MANY];
    for (int i = 0; i < MANY; i++) {
      int section = elf.section(".data", new byte[4]);
      elf.variable("v" + i, section, 0, 4);
      variables[3 * i] = btf.type("v" + i, RawBtf.VAR, integer, 1);
      variables[3 * i + 2] = 4;
    }
    btf.section(".data", 0, variables);
    elf.section(".BTF", btf.bytes());

    Target.OBJECT.accepts(elf.bytes());
  }

  /** Eight megabytes of headers, each of which says that the whole file is type information. */
  @ParameterizedTest
  @ValueSource(strings = {".BTF", ".BTF.ext", ".data", ".struct_ops.link", ".text"})
  void manySectionHeadersShareBytesThatLookLikeTypes(String name) {
    byte[] object = Seeds.objects().get(0);
    int named = name(object, name);
    int headers = 8 << 20 >> 6;
    byte[] file = Arrays.copyOf(object, object.length + headers * 64);
    ByteBuffer elf = little(file);
    int old = (int) elf.getLong(40);
    int count = elf.getShort(60);
    int types = name(object, ".BTF");
    for (int i = 0; i < headers; i++) {
      int from = old + 64 * (i < count ? i : types);
      System.arraycopy(file, from, file, object.length + 64 * i, 64);
      if (i >= count) {
        elf.putInt(object.length + 64 * i, elf.getInt(old + 64 * named));
        elf.putLong(object.length + 64 * i + 32, object.length - elf.getLong(from + 24));
      }
    }
    // More than 16 bits hold: section 0 has the number.
    elf.putLong(40, object.length).putShort(60, (short) 0).putLong(object.length + 32, headers);

    Bounds.hold(file, Readers::facts);
    Bounds.hold(file, Readers::object);
  }

  /** The index of a section whose name begins like that. */
  private static int name(byte[] object, String name) {
    try {
      for (Section section : ElfFile.parse(object).sections()) {
        if (section.name().startsWith(name)) {
          return section.index();
        }
      }
    } catch (ElfException e) {
      throw new IllegalStateException(e);
    }
    return 0;
  }

  @Test
  void allSectionsHaveTheSameContent() {
    byte[] object = Seeds.objects().get(0);
    ByteBuffer file = little(object);
    int headers = (int) file.getLong(40);
    int count = file.getShort(60);
    for (int i = 1; i < count; i++) {
      file.putLong(headers + 64 * i + 24, 0);
      file.putLong(headers + 64 * i + 32, object.length);
    }

    Target.OBJECT.accepts(object);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
