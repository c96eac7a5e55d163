package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Relocation;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.elf.Symbol;
import org.junit.jupiter.api.Test;

class ElfFileTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      int counter = 7;
      static int secret SEC(".bss.own");
      __attribute__((visibility("hidden"))) int hidden = 1;
      extern int elsewhere;
      SEC("xdp") int first(void *ctx) { return counter + elsewhere + hidden; }
      SEC("xdp") int second(void *ctx) { return secret++; }
      """;

  @Test
  void sectionsHaveTheirNamesTypesAndContent() throws Exception {
    ElfFile elf = ElfFile.parse(Clang.bpf(SOURCE));

    assertThat(section(elf, "xdp").isCode()).isTrue();
    assertThat(section(elf, ".data").isCode()).isFalse();
    assertThat(elf.data(section(elf, ".data")).getInt(0)).isEqualTo(7);
    assertThat(section(elf, ".bss.own").type()).isEqualTo(Section.NOBITS);
    assertThat(section(elf, ".bss.own").size()).isEqualTo(4);
    assertThat(elf.data(section(elf, ".bss.own")).remaining()).isEqualTo(0);
    assertThat(elf.section("nowhere")).isNull();
    for (int i = 0; i < elf.sections().size(); i++) {
      assertThat(elf.sections().get(i).index()).isEqualTo(i);
    }
  }

  @Test
  void symbolsTellTheirSectionAndPlaceInIt() throws Exception {
    ElfFile elf = ElfFile.parse(Clang.bpf(SOURCE));
    Symbol first = symbol(elf, "first");
    Symbol second = symbol(elf, "second");

    assertThat(first.isFunction()).isTrue();
    assertThat(first.section()).isEqualTo(section(elf, "xdp").index());
    assertThat(first.value()).isEqualTo(0);
    assertThat(second.value()).isEqualTo(first.size());
    assertThat(second.value() + second.size()).isEqualTo(section(elf, "xdp").size());
  }

  @Test
  void symbolsTellHowTheyWereDeclaredInC() throws Exception {
    ElfFile elf = ElfFile.parse(Clang.bpf(SOURCE));

    assertThat(symbol(elf, "counter").isGlobalOrWeak()).isTrue();
    assertThat(symbol(elf, "counter").isObject()).isTrue();
    assertThat(symbol(elf, "counter").isHidden()).isFalse();
    assertThat(symbol(elf, "secret").isLocal()).isTrue();
    assertThat(symbol(elf, "hidden").isHidden()).isTrue();
    assertThat(symbol(elf, "elsewhere").isExtern()).isTrue();
    assertThat(symbol(elf, "counter").isExtern()).isFalse();
  }

  @Test
  void relocationsNameTheSymbolAndThePlace() throws Exception {
    ElfFile elf = ElfFile.parse(BpfObjects.testmod());
    List<Relocation> relocations = elf.relocations(section(elf, ".rel.struct_ops.link"));

    List<String> targets =
        relocations.stream().map(r -> elf.symbols().get(r.symbol()).name()).toList();
    assertThat(targets).containsExactly("test_1", "test_2").inOrder();
    assertThat(relocations.get(0).offset()).isEqualTo(0);
    assertThat(relocations.get(1).offset()).isEqualTo(8);
  }

  @Test
  void bothByteOrdersGiveTheSameSectionsAndSymbols() throws Exception {
    ElfFile little = ElfFile.parse(Clang.bpf(SOURCE, "-target", "bpfel"));
    ElfFile big = ElfFile.parse(Clang.bpf(SOURCE, "-target", "bpfeb"));

    assertThat(little.byteOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(big.byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(big.symbols()).isEqualTo(little.symbols());
    assertThat(names(big)).isEqualTo(names(little));
    assertThat(big.data(section(big, ".data")).getInt(0)).isEqualTo(7);
  }

  @Test
  void moreSectionsThanTheHeaderCanCountAreRead() throws Exception {
    StringBuilder source = new StringBuilder();
    int count = 66_000;
    for (int i = 0; i < count; i++) {
      source.append("int v%d __attribute__((section(\"s%d\")));\n".formatted(i, i));
    }
    ElfFile elf = ElfFile.parse(Clang.bpf(source.toString(), "-g0"));

    assertThat(elf.sections().size()).isGreaterThan(count);
    Symbol last = symbol(elf, "v" + (count - 1));
    assertThat(elf.sections().get(last.section()).name()).isEqualTo("s" + (count - 1));
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThat(refusal(new byte[0])).startsWith("the file is empty; compile");
  }

  @Test
  void whatIsNotElfIsRefused() {
    assertThat(refusal("int main(void);".getBytes(UTF_8)))
        .startsWith("this is not an ELF file; compile the C source with clang");
  }

  @Test
  void anObjectOfTheHostIsRefusedWithItsMachine() throws IOException {
    byte[] host = Clang.host("int x;");
    int machine =
        Short.toUnsignedInt(ByteBuffer.wrap(host).order(ByteOrder.nativeOrder()).getShort(18));

    assertThat(refusal(host)).contains("is for machine " + machine + " (");
    assertThat(refusal(host)).contains("not for BPF (247); compile");
  }

  @Test
  void wellKnownMachinesAreNamed() throws IOException {
    assertThat(refusal(patched(18, 62))).contains("machine 62 (x86-64)");
    assertThat(refusal(patched(18, 183))).contains("machine 183 (aarch64)");
    assertThat(refusal(patched(18, 9999))).contains("machine 9999 (unknown)");
  }

  @Test
  void aLinkedFileIsRefused() throws IOException {
    assertThat(refusal(patched(16, 2))).contains("is an executable (type 2), not an object file");
  }

  @Test
  void a32BitFileIsRefused() throws IOException {
    byte[] bytes = BpfObjects.testmod();
    bytes[4] = 1;
    assertThat(refusal(bytes)).contains("not of the 64-bit class");
  }

  @Test
  void aSectionOutsideTheFileIsRefused() throws Exception {
    byte[] bytes = BpfObjects.testmod();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int btf = section(ElfFile.parse(bytes), ".BTF").index();
    file.putLong((int) file.getLong(40) + 64 * btf + 32, Long.MAX_VALUE);

    assertThat(refusal(bytes)).contains("section " + btf + " '.BTF' should be " + Long.MAX_VALUE);
  }

  @Test
  void namesThatOverlapManyTimesCostNoMoreThanTheFileIsLong() throws Exception {
    byte[] bytes = Clang.bpf("int " + "v".repeat(50_000) + "; int a, b, c, d, e, f;", "-g0");
    ElfFile elf = ElfFile.parse(bytes);
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Section table =
        elf.sections().stream().filter(s -> s.type() == Section.SYMTAB).findFirst().orElseThrow();
    int longName = symbolIndex(elf, "v".repeat(50_000));
    int nameOffset = file.getInt((int) table.offset() + 24 * longName);
    for (int i = 1; i < elf.symbols().size(); i++) {
      file.putInt((int) table.offset() + 24 * i, nameOffset);
    }

    assertThat(refusal(bytes)).contains("its names overlap");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] bytes = BpfObjects.testmod();
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertWithMessage("length %s", length).that(refusal(truncated)).isNotEmpty();
    }
  }

  private static String refusal(byte[] bytes) {
    return String.valueOf(
        assertThrows(ElfException.class, () -> ElfFile.parse(bytes)).getMessage());
  }

  private static byte[] patched(int offset, int value) throws IOException {
    byte[] bytes = BpfObjects.testmod();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(offset, (short) value);
    return bytes;
  }

  private static Section section(ElfFile elf, String name) {
    return elf.sections().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static Symbol symbol(ElfFile elf, String name) {
    return elf.symbols().get(symbolIndex(elf, name));
  }

  private static int symbolIndex(ElfFile elf, String name) {
    return elf.symbols().stream().map(Symbol::name).toList().indexOf(name);
  }

  private static List<String> names(ElfFile elf) {
    return elf.sections().stream().map(Section::name).toList();
  }
}
