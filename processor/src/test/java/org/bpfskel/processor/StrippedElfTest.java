package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.elf.StrippedElf;
import org.bpfskel.internal.elf.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of objects without their debug information. */
class StrippedElfTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      struct { int (*type)[2]; int *key; long *value; int (*max_entries)[9]; } values SEC(".maps");
      static void *(*lookup)(void *, const void *) = (void *) 1;
      int counter = 7;
      static int secret SEC(".bss.own");
      extern int elsewhere;
      __attribute__((noinline)) int sub(int i) { return i * counter; }
      SEC("xdp") int first(void *ctx) { return sub(counter) + elsewhere; }
      SEC("xdp") int second(void *ctx) { int i = 1; lookup(&values, &i); return sub(secret++); }
      char LICENSE[] SEC("license") = "GPL";
      """;

  @TempDir Path folder;

  private static List<byte[]> objects() throws IOException {
    List<byte[]> objects = new ArrayList<>();
    for (String name : BpfObjects.NAMES) {
      objects.add(BpfObjects.bytes(name));
    }
    for (String version : List.of("-gdwarf-2", "-gdwarf-4", "-gdwarf-5", "-ggdb3")) {
      objects.add(Clang.bpf(SOURCE, version));
      objects.add(Clang.bpf(SOURCE, version, "-target", "bpfeb", "-ffunction-sections"));
    }
    return objects;
  }

  @Test
  void onlyDebugInformationIsGone() throws Exception {
    for (byte[] object : objects()) {
      ElfFile whole = ElfFile.parse(object);
      ElfFile stripped = ElfFile.parse(StrippedElf.of(object));

      TreeSet<String> gone = new TreeSet<>(names(whole));
      gone.removeAll(names(stripped));
      assertThat(gone).contains(".debug_info");
      gone.removeIf(name -> name.matches("(\\.rel)?\\.debug_\\w+|\\.llvm_addrsig"));
      assertThat(gone).isEmpty();
      assertThat(names(whole)).containsAtLeastElementsIn(names(stripped)).inOrder();
    }
  }

  @Test
  void contentOfSectionsStays() throws Exception {
    for (byte[] object : objects()) {
      ElfFile whole = ElfFile.parse(object);
      ElfFile stripped = ElfFile.parse(StrippedElf.of(object));

      for (Section section : stripped.sections()) {
        Section was = section(whole, section.name());
        assertThat(section.type()).isEqualTo(was.type());
        assertThat(section.flags()).isEqualTo(was.flags());
        assertThat(section.entrySize()).isEqualTo(was.entrySize());
        if (section.type() == Section.PROGBITS || section.type() == Section.NOBITS) {
          assertThat(section.size()).isEqualTo(was.size());
          assertThat(stripped.data(section)).isEqualTo(whole.data(was));
        }
      }
    }
  }

  @Test
  void symbolsAndRelocationsSayTheSameByName() throws Exception {
    for (byte[] object : objects()) {
      ElfFile whole = ElfFile.parse(object);
      ElfFile stripped = ElfFile.parse(StrippedElf.of(object));

      List<String> symbols = new ArrayList<>();
      for (Symbol symbol : whole.symbols()) {
        String section = section(whole, symbol);
        if (!section.startsWith(".debug_")) {
          symbols.add(text(whole, symbol));
        }
      }
      assertThat(stripped.symbols().stream().map(symbol -> text(stripped, symbol)).toList())
          .isEqualTo(symbols);
      for (Section section : stripped.sections()) {
        if (section.type() == Section.REL) {
          assertThat(relocations(stripped, section))
              .isEqualTo(relocations(whole, section(whole, section.name())));
        }
      }
      for (String relocated : List.of(".rel.BTF.ext", ".rel.BTF")) {
        assertThat(stripped.section(relocated) == null).isEqualTo(whole.section(relocated) == null);
      }
    }
  }

  /** As ELF demands: linkers and libelf look for global symbols from there on. */
  @Test
  void symbolTableTellsWhereItsGlobalSymbolsStart() throws Exception {
    for (byte[] object : objects()) {
      ElfFile stripped = ElfFile.parse(StrippedElf.of(object));

      Section table = section(stripped, ".symtab");
      List<Symbol> symbols = stripped.symbols();
      for (int i = 0; i < symbols.size(); i++) {
        assertThat(symbols.get(i).isLocal()).isEqualTo(i < table.info());
      }
      assertThat(stripped.sections().get(table.link()).name()).isEqualTo(".strtab");
    }
  }

  @Test
  void contentsLieApartAndAligned() throws Exception {
    for (byte[] object : objects()) {
      byte[] bytes = StrippedElf.of(object);
      ElfFile stripped = ElfFile.parse(bytes);

      ByteBuffer file = ByteBuffer.wrap(bytes).order(stripped.byteOrder());
      long end = 64;
      for (Section section : stripped.sections().subList(1, stripped.sections().size())) {
        long alignment = file.getLong((int) file.getLong(40) + section.index() * 64 + 48);
        assertThat(section.offset()).isAtLeast(end);
        assertThat(section.offset() % alignment).isEqualTo(0);
        end = section.offset() + (section.type() == Section.NOBITS ? 0 : section.size());
      }
      assertThat(file.getLong(40)).isAtLeast(end);
    }
  }

  @Test
  void skeletonIsTheSame() throws Exception {
    for (String name : BpfObjects.NAMES) {
      byte[] object = BpfObjects.bytes(name);

      assertThat(skeleton(StrippedElf.of(object))).isEqualTo(skeleton(object));
    }
  }

  /** But for size and checksum of the object, which are one line. */
  private String skeleton(byte[] object) throws IOException {
    return new SkeletonCompiler(folder)
        .skeletonOf(object)
        .replaceFirst("ObjectSource\\.[^;]*;", "");
  }

  @Test
  void isSmallerAndStaysAsItIs() throws Exception {
    for (byte[] object : objects()) {
      byte[] stripped = StrippedElf.of(object);

      assertThat(stripped.length).isLessThan(object.length * 3 / 4);
      assertThat(StrippedElf.of(stripped)).isSameInstanceAs(stripped);
      assertThat(StrippedElf.of(object)).isEqualTo(stripped);
    }
  }

  @Test
  void codeThatRefersToDebugInformationKeepsIt() throws Exception {
    byte[] object =
        Clang.bpf(
            """
            __attribute__((section("xdp"))) int program(void *ctx) { return 0; }
            asm(".section .own,\\"aw\\",@progbits\\n .quad .debug_str\\n .section .debug_str");
            """);

    assertThat(StrippedElf.of(object)).isSameInstanceAs(object);
  }

  @Test
  void damagedObjectsAreReadOrRefused() throws Exception {
    byte[] object = Clang.bpf(SOURCE);
    int headers = (int) ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN).getLong(40);
    Random random = new Random(7);
    int stripped = 0;
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = object.clone();
      int from = i % 2 == 0 ? headers : 0;
      damaged[from + random.nextInt(object.length - from)] = (byte) random.nextInt();
      try {
        byte[] result = StrippedElf.of(damaged);
        stripped += result != damaged ? 1 : 0;
        ElfFile.parse(result);
      } catch (ElfException e) {
        refused++;
      }
    }
    assertThat(stripped).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
  }

  private static List<String> names(ElfFile elf) {
    return elf.sections().stream().map(Section::name).toList();
  }

  private static Section section(ElfFile elf, String name) {
    return Objects.requireNonNull(elf.section(name), name);
  }

  private static String section(ElfFile elf, Symbol symbol) {
    return symbol.section() < 0 ? "none" : elf.sections().get(symbol.section()).name();
  }

  private static String text(ElfFile elf, Symbol symbol) {
    return "%s %d %d %d %d %d %s"
        .formatted(
            symbol.name(),
            symbol.value(),
            symbol.size(),
            symbol.bind(),
            symbol.type(),
            symbol.visibility(),
            section(elf, symbol));
  }

  private static List<String> relocations(ElfFile elf, Section section) throws ElfException {
    return elf.relocations(section).stream()
        .map(
            relocation ->
                "%d %d %s of %s"
                    .formatted(
                        relocation.offset(),
                        relocation.type(),
                        text(elf, elf.symbols().get(relocation.symbol())),
                        elf.sections().get(section.info()).name()))
        .toList();
  }
}
