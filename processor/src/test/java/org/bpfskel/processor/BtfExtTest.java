package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfExt;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CoreRelocation;
import org.bpfskel.btf.FunctionInfo;
import org.bpfskel.btf.LineInfo;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an object's {@code .BTF.ext} says of its instructions, as clang writes it. */
class BtfExtTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      struct inner { int a, b; } __attribute__((preserve_access_index));
      struct outer { long x; struct inner in[3]; } __attribute__((preserve_access_index));
      enum number { ONE = 1, TWO = 2 };
      static __attribute__((noinline)) int helped(struct outer *o) { return o->in[1].b; }
      SEC("raw_tp/first") int first(struct outer *o) { return helped(o) + o->x; }
      SEC("raw_tp/second") int second(struct outer *o) {
        return __builtin_preserve_field_info(o->x, 2)
            + __builtin_preserve_enum_value(*(enum number *)TWO, 0);
      }
      """;

  /** The two sections of the object that the C source becomes. */
  private static final class Sections {
    private final byte[] btf;
    private final byte[] ext;

    private Sections(byte[] btf, byte[] ext) {
      this.btf = btf;
      this.ext = ext;
    }

    static Sections of(String... options) throws Exception {
      ElfFile elf = ElfFile.parse(Clang.bpf(SOURCE, options));
      return new Sections(bytes(elf, ".BTF"), bytes(elf, ".BTF.ext"));
    }

    private static byte[] bytes(ElfFile elf, String name) {
      for (Section section : elf.sections()) {
        if (section.name().equals(name)) {
          ByteBuffer data = elf.data(section);
          byte[] bytes = new byte[data.remaining()];
          data.get(bytes);
          return bytes;
        }
      }
      throw new AssertionError(name);
    }

    Btf types() throws BtfException {
      return Btf.parse(btf);
    }

    BtfExt read() throws BtfException {
      return BtfExt.parse(ext, types());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpfel", "bpfeb"})
  void namesFunctionsOfEachSection(String target) throws Exception {
    Sections sections = Sections.of("-target", target);
    List<String> names = new ArrayList<>();
    for (String section : List.of(".text", "raw_tp/first", "raw_tp/second", "raw_tp")) {
      for (FunctionInfo function : sections.read().functions(section)) {
        assertThat(function.offset()).isEqualTo(0);
        names.add(((BtfType.Func) sections.types().type(function.typeId())).name());
      }
    }
    assertThat(names).containsExactly("helped", "first", "second").inOrder();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpfel", "bpfeb"})
  void hasTheLinesOfC(String target) throws Exception {
    List<LineInfo> lines = Sections.of("-target", target).read().lines("raw_tp/first");
    assertThat(lines.get(0).offset()).isEqualTo(0);
    for (LineInfo line : lines) {
      assertThat(line.file()).contains("stdin");
      assertThat(line.line()).isEqualTo(6);
      assertThat(line.toString()).isEqualTo(line.file() + ":6");
    }
    assertThat(lines.stream().map(LineInfo::column).toList())
        .contains(1 + SOURCE.lines().toList().get(5).indexOf("helped(o)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpfel", "bpfeb"})
  void hasWhatTheKernelsTypesAreAsked(String target) throws Exception {
    Sections sections = Sections.of("-target", target);
    CoreRelocation member = sections.read().relocations(".text").get(0);
    assertThat(member.kind()).isEqualTo(CoreRelocation.Kind.FIELD_BYTE_OFFSET);
    assertThat(member.access()).isEqualTo("0:1:1:1");
    assertThat(sections.types().name(member.typeId())).isEqualTo("outer");
    assertThat(
            sections.read().relocations("raw_tp/second").stream()
                .map(CoreRelocation::kind)
                .toList())
        .containsExactly(CoreRelocation.Kind.FIELD_EXISTS, CoreRelocation.Kind.ENUMVAL_EXISTS);
  }

  @Test
  void saysNothingOfOtherSections() throws Exception {
    BtfExt ext = Sections.of().read();
    assertThat(ext.lines("raw_tp/firs")).isEmpty();
    assertThat(ext.functions("")).isEmpty();
    assertThat(ext.relocations("raw_tp/first/")).isEmpty();
  }

  @Test
  void whatIsCutOffIsAnError() throws Exception {
    Sections sections = Sections.of();
    Btf types = sections.types();
    for (int length = 0; length < sections.ext.length; length++) {
      byte[] some = Arrays.copyOf(sections.ext, length);
      BtfException e = assertThrows(BtfException.class, () -> BtfExt.parse(some, types));
      assertThat(e).hasMessageThat().startsWith(".BTF.ext");
    }
  }

  @Test
  void whatIsDamagedIsAnErrorOrCanBeRead() throws Exception {
    Sections sections = Sections.of();
    Btf types = sections.types();
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = sections.ext.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        BtfExt ext = BtfExt.parse(damaged, types);
        for (String section : List.of(".text", "raw_tp/first", "raw_tp/second")) {
          ext.functions(section).forEach(function -> assertThat(function).isNotNull());
          ext.lines(section).forEach(line -> assertThat(line + line.text()).contains(":"));
          ext.relocations(section)
              .forEach(relocation -> assertThat(relocation.access()).isNotNull());
        }
      } catch (BtfException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }
}
