package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.processor.BpfObjects;
import org.bpfskel.processor.Clang;
import org.junit.jupiter.api.Test;

/** Each refusal starts with the object's name, then says what was found and what to do. */
class RefusalTest {
  @Test
  void emptyFile() {
    assertThat(Models.refusal(new byte[0]))
        .isEqualTo("the file is empty; compile the C source with clang -g -O2 -target bpf -c");
  }

  @Test
  void notElf() {
    assertThat(Models.refusal("not an object".getBytes(UTF_8)))
        .isEqualTo(
            "this is not an ELF file; compile the C source with clang -g -O2 -target bpf -c");
  }

  @Test
  void objectOfAnotherMachine() throws Exception {
    assertThat(Models.refusal(Clang.host("int x;"))).contains("not for BPF (247); compile the C");
  }

  @Test
  void noTypeInformation() throws Exception {
    assertThat(Models.refusal(Clang.bpf("int x;", "-g0")))
        .isEqualTo("the object has no type information (no .BTF section): compile it with -g");
  }

  @Test
  void truncatedTypeInformation() throws Exception {
    byte[] object = BpfObjects.testmod();
    ByteBuffer file = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);
    Section btf = section(object, ".BTF");
    int size = (int) file.getLong(40) + 64 * btf.index() + 32;
    for (long shorter : List.of(0L, 7L, btf.size() / 2, btf.size() - 1)) {
      file.putLong(size, shorter);
      String refusal = Models.refusal(object);
      assertThat(refusal).startsWith("its type information is damaged or truncated (.BTF");
      assertThat(refusal).endsWith("compile it again with -g");
    }
  }

  @Test
  void noSymbolTable() throws Exception {
    byte[] object = BpfObjects.testmod();
    ByteBuffer file = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);
    int progbits = 1;
    file.putInt((int) file.getLong(40) + 64 * section(object, ".symtab").index() + 4, progbits);

    assertThat(Models.refusal(object))
        .isEqualTo(
            "the object has no symbol table, it is stripped:"
                + " do not run strip, or llvm-strip -g only");
  }

  @Test
  void legacyMaps() throws Exception {
    assertThat(Models.refusal("struct { int type; } old SEC(\"maps\") = { 1 };"))
        .isEqualTo(
            "the object defines maps in section 'maps', which libbpf refuses since 1.0:"
                + " define them in SEC(\".maps\") with __uint and __type");
  }

  @Test
  void staticStructOpsFunction() throws Exception {
    assertThat(Models.refusal("static SEC(\"struct_ops/run\") int run(void *ctx) { return 0; }"))
        .isEqualTo(
            "struct_ops function 'run' in section 'struct_ops/run' is static,"
                + " and libbpf opens no object with a static program:"
                + " remove 'static' from the function in C");
  }

  @Test
  void staticProgram() throws Exception {
    assertThat(Models.refusal("static SEC(\"xdp\") int drop(void *ctx) { return 1; }"))
        .startsWith("program 'drop' in section 'xdp' is static");
  }

  @Test
  void staticOrHiddenMap() throws Exception {
    assertThat(Models.refusal("static " + C.map("cache")))
        .startsWith("map 'cache' is static or hidden, and libbpf opens no object");
    assertThat(Models.refusal("__hidden " + C.map("cache")))
        .startsWith("map 'cache' is static or hidden");
  }

  @Test
  void structOpsVariableWithoutANamedStruct() throws Exception {
    assertThat(Models.refusal("SEC(\".struct_ops\") struct { int a; } impl = {};"))
        .startsWith("struct_ops variable 'impl' is not of a named struct type");
    assertThat(Models.refusal("SEC(\".struct_ops\") int impl = 1;"))
        .startsWith("struct_ops variable 'impl' is not of a named struct type");
  }

  @Test
  void relocationOutsideOfEveryStructOpsVariable() throws Exception {
    byte[] object = BpfObjects.testmod();
    ByteBuffer file = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);
    Section table = section(object, ".rel.struct_ops.link");
    long size = section(object, ".struct_ops.link").size();
    for (long outside : List.of(-8L, size - 7, size, Long.MAX_VALUE)) {
      file.putLong((int) table.offset(), outside);
      assertThat(Models.refusal(object))
          .isEqualTo(
              "section %d '.rel.struct_ops.link' has a relocation at byte %d, where no pointer is:"
                      .formatted(table.index(), outside)
                  + " the object is damaged, build it again");
    }
  }

  @Test
  void twoTablesOfRelocationsForOneSection() throws Exception {
    byte[] object = BpfObjects.testmod();
    ByteBuffer file = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);
    int info = (int) file.getLong(40) + 64 * section(object, ".rel.BTF.ext").index() + 44;
    file.putInt(info, section(object, ".struct_ops.link").index());

    assertThat(Models.refusal(object)).contains("is the second with relocations of section");
  }

  private static Section section(byte[] object, String name) throws Exception {
    return ElfFile.parse(object).sections().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
