package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.MapType;
import org.bpfskel.processor.model.ObjectWarning.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the processor says libbpf refuses when it opens an object is true, and what is mended as
 * told is opened.
 */
@NeedsLibbpf
final class OpenChecksTest {
  private final CheckedSource checked = new CheckedSource();

  @Test
  void externsThatNobodyDefines() throws IOException {
    String text = "'foo' is extern and used, and this object does not define it";
    checked.assertNotOpened(text, "extern int foo;" + CheckedSource.program("return foo;"));
    checked.assertNotOpened(text, "extern int foo(void);" + CheckedSource.program("return foo();"));
    checked.assertNotOpened(
        text, "extern int foo __attribute__((weak));" + CheckedSource.program("return foo;"));
    checked.assertNotOpened(
        "'foo' is extern in section '.foo'",
        "extern int foo __attribute__((section(\".foo\")));"
            + CheckedSource.program("return foo;"));
    assertDoesNotThrow(
        () ->
            CheckedSource.open(
                CheckedSource.compile(
                    "extern int foo(void);" + CheckedSource.program("return 0;"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int *CONFIG_HZ",
        "__int128 CONFIG_HZ",
        "int CONFIG_HZ[4]",
        "struct { int a; } CONFIG_HZ",
        "enum { OFF, ON } CONFIG_HZ"
      })
  void kconfigVariablesOfOtherTypes(String declaration) throws IOException {
    checked.assertNotOpened(
        "is of a type that libbpf does not take",
        "extern "
            + declaration
            + " __kconfig;"
            + CheckedSource.program("return *(int *)&CONFIG_HZ;"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"int", "unsigned long long", "_Bool", "char", "enum libbpf_tristate"})
  void kconfigVariablesOfTheseTypesAreTaken(String type) throws IOException {
    String source =
        "enum libbpf_tristate { TRI_NO, TRI_YES, TRI_MODULE }; extern "
            + type
            + " CONFIG_BPF __kconfig;"
            + CheckedSource.program("return CONFIG_BPF;");
    assertThat(CheckedSource.found(CheckedSource.compile(source), Level.ERROR)).isEmpty();
    assertDoesNotThrow(() -> CheckedSource.open(CheckedSource.compile(source)));
  }

  @Test
  void sectionsOfVariablesWithoutBytes() throws IOException {
    checked.assertNotOpened(
        "section '.data.zero' has variables that take no bytes ('none')",
        "int none[0] SEC(\".data.zero\");" + CheckedSource.program("return 0;"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "__uint(type, 2); __uint(pinning, 2); | has __uint(pinning, 2)",
        "__uint(type, 2); __uint(foo, 2); | has a member 'foo' that libbpf does not know",
        "__uint(max_entries, 1); __type(key, int); | has no type",
        "__uint(type, 1); __type(key, int); __uint(key_size, 8); | key of 4 bytes and a key_size",
        "__uint(type, 1); __type(value, u64); __uint(value_size, 4); | value of 8 bytes and a value_size",
        "__uint(type, 1); __array(values, int); | has values, which only maps of maps",
      })
  void mapDefinitionsThatLibbpfRefuses(String members, String text) throws IOException {
    checked.assertNotOpened(text, CheckedSource.map(members));
  }

  @Test
  void mapsInMapsThatLibbpfRefuses() throws IOException {
    String outer = "__uint(type, 12); __uint(max_entries, 1); __type(key, int);";
    String inner = "__uint(type, 2); __uint(max_entries, 1); __type(key, int); __type(value, int);";
    checked.assertNotOpened(
        "the map in map 'map' is pinned",
        "struct inner { %s __uint(pinning, 1); };".formatted(inner)
            + CheckedSource.map(outer + "__array(values, struct inner);"));
    checked.assertNotOpened(
        "the map in map 'map' has values of its own",
        "struct inner { __uint(type, 12); __array(values, int); };"
            + CheckedSource.map(outer + "__array(values, struct inner);"));
    checked.assertNotOpened(
        "the map in map 'map' has no type",
        "struct inner { __uint(max_entries, 1); };"
            + CheckedSource.map(outer + "__array(values, struct inner);"));
  }

  @Test
  void mapsThatAreNoStructs() throws IOException {
    checked.assertNotOpened(
        "map 'map' is no struct", "int map SEC(\".maps\");" + CheckedSource.program("return 0;"));
  }

  @Test
  void variablesOfEachCpuWantANewerLibbpf() throws IOException {
    byte[] object =
        CheckedSource.compile(
            "int each SEC(\".percpu\") = 7;" + CheckedSource.program("return each;"));
    assertThat(CheckedSource.found(object, Level.ERROR)).isEmpty();
    assertThat(String.join("\n", CheckedSource.found(object, Level.NOTE)))
        .contains("'each' in section '.percpu', of which libbpf makes a map since 1.8");
    if (LibbpfVersion.inUse().minor() < 8) {
      assertThrows(BpfException.class, () -> CheckedSource.open(object));
      return;
    }
    try (BpfObject opened = BpfObject.open(object, "checked")) {
      assertThat(opened.map(".percpu").type()).isEqualTo(MapType.PERCPU_ARRAY);
    }
  }

  @Test
  void programsThatReferToWhatIsNoMap() throws IOException {
    checked.assertNotOpened(
        "program 'prog' refers to 'far' in section 'mine', of which libbpf makes no map",
        "int far SEC(\"mine\");" + CheckedSource.program("return far;"));
    checked.assertNotOpened(
        "program 'prog' refers to 'map' in section 'maps/old'",
        "struct bpf_map_def { u32 type, key_size, value_size, max_entries, flags; };"
            + "struct bpf_map_def map SEC(\"maps/old\") = {2, 4, 4, 1};"
            + CheckedSource.program("int key = 0; return !lookup(&map, &key);"));
    assertDoesNotThrow(
        () ->
            CheckedSource.open(
                CheckedSource.compile(
                    "int far SEC(\"mine\");" + CheckedSource.program("return 0;"))));
  }

  @Test
  void programsThatCallPrograms() throws IOException {
    checked.assertNotOpened(
        "program 'prog' calls 'other', which is a program itself (section 'socket')",
        "SEC(\"socket\") __attribute__((noinline)) int other(void *ctx) { asm volatile(\"\");"
            + " return 1; }"
            + CheckedSource.program("return other(ctx);"));
  }

  @Test
  void manyMistakesAreCutAtFifty() throws IOException {
    StringBuilder source = new StringBuilder();
    StringBuilder sum = new StringBuilder("0");
    for (int i = 0; i < 60; i++) {
      source.append("extern int far").append(i).append(';');
      sum.append(" + far").append(i);
    }
    byte[] object = CheckedSource.compile(source + CheckedSource.program("return " + sum + ";"));
    assertThat(CheckedSource.found(object, Level.ERROR)).hasSize(50);
  }
}
