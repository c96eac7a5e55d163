package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.object.UnstrippedObject;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes of types that only the code of a program uses, which clang leaves out of BTF. */
class DebugInformationTest {
  /** A record as programs have it, with a struct and a typedef that a map has too. */
  private static final String RECORD =
      """
      struct key { int pid; char comm[16]; };
      typedef struct { long sum; int count; } stats_t;
      struct {
        __uint(type, 1); __uint(max_entries, 8);
        __type(key, struct key); __type(value, stats_t);
      } counts SEC(".maps");
      struct { __uint(type, 27); __uint(max_entries, 4096); } events SEC(".maps");
      static void *(*reserve)(void *, unsigned long long, unsigned long long) = (void *)131;
      static void (*submit)(void *, unsigned long long) = (void *)132;
      static void *(*lookup)(void *, const void *) = (void *)1;
      enum state { IDLE, BUSY = 7 };
      struct only { unsigned bits : 3, more : 5; };
      struct event {
        struct key key;
        stats_t stats;
        enum state state;
        struct only only;
        union { int small; long large; } number;
      };
      SEC("xdp") int program(void *ctx) {
        struct event *event = reserve(&events, sizeof(*event), 0);
        if (!event)
          return 0;
        struct key key = { 1 };
        lookup(&counts, &key);
        event->key = key;
        event->state = BUSY;
        submit(event, 0);
        return 0;
      }
      """;

  @TempDir Path classPath;

  private Compilation withTypes(String types, byte[] object) throws IOException {
    return new SkeletonCompiler(classPath).object("bpf/test.bpf.o", object).compileWithTypes(types);
  }

  private static byte[] object(String... options) throws IOException {
    return Clang.bpf(C.SEC + RECORD, options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-gdwarf-4", "-gdwarf-5", "-gz", "-gdwarf64", "-mcpu=v4"})
  void aRecordOfARingBufferBecomesAClass(String option) throws Exception {
    Compilation compilation = withTypes("\"struct event\"", object(option));

    assertThat(compilation).succeededWithoutWarnings();
    String source = SkeletonCompiler.source(compilation, "gen.Skel");
    assertThat(source).contains("class Event extends GeneratedStruct");
    assertThat(source).contains("class State {");
    assertThat(source).contains("public int bits;");
    assertThat(source).contains("C: {@code struct key key}");
  }

  @Test
  void itIsTheClassThatBtfGives() throws Exception {
    Compilation ofDebug = withTypes("\"event\"", object());
    Compilation ofBtf =
        withTypes("\"event\"", Clang.bpf(C.SEC + RECORD + "struct event *forced;", "-g"));

    String forced = SkeletonCompiler.source(ofBtf, "gen.Skel");
    assertThat(event(SkeletonCompiler.source(ofDebug, "gen.Skel"))).isEqualTo(event(forced));
  }

  /** The text of the class, which the two objects' numbers do not reach. */
  private static String event(String source) {
    int start = source.indexOf("class Event ");
    return source.substring(start, source.indexOf("\n  }\n", start));
  }

  @Test
  void whatAMapHasTooIsOneClass() throws Exception {
    String source = SkeletonCompiler.source(withTypes("\"struct event\"", object()), "gen.Skel");

    assertThat(source).contains("BpfHashMap<Key, StatsT> counts");
    assertThat(source).contains("public final Key key");
    assertThat(source).contains("public final StatsT stats");
    assertThat(source).doesNotContain("class Key_");
    assertThat(source).doesNotContain("class StatsT_");
  }

  @Test
  void anEnumThatOnlyCodeUsesIsThereToo() throws Exception {
    Compilation compilation = withTypes("{\"enum state\", \"only\"}", object());

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(SkeletonCompiler.source(compilation, "gen.Skel")).contains("BUSY = 7;");
  }

  @Test
  void theWholeObjectBesideAStrippedOneHasIt() throws Exception {
    byte[] whole = object();
    Path root = classPath.resolve("classes");
    Project.write(UnstrippedObject.place(root, "bpf/test.bpf.o"), whole);
    Compilation compilation = withTypesIn(root, "\"event\"", UnstrippedObject.strip(whole));

    assertThat(compilation).succeededWithoutWarnings();
  }

  private Compilation withTypesIn(Path root, String types, byte[] object) throws IOException {
    classPath = root;
    return withTypes(types, object);
  }

  @Test
  void aStrippedObjectIsToldHowToKeepAType() throws Exception {
    assertThat(withTypes("\"event\"", UnstrippedObject.strip(object())))
        .hadErrorContaining(
            "the object's BTF has no struct, union or enum 'event': clang leaves out types that"
                + " no global variable, map or global function needs, so declare"
                + " 'struct event *unused_event __attribute__((unused));' in C");
  }

  @Test
  void aSlipIsAskedAboutByTheNamesOfDebugInformation() throws Exception {
    assertThat(withTypes("\"evnt\"", object()))
        .hadErrorContaining(
            "the object's BTF has no struct, union or enum 'evnt': did you mean event? Clang leaves");
    assertThat(withTypes("\"evnt\"", object()))
        .hadErrorContaining("in C; its debug information has no such type either");
  }

  @Test
  void anotherKeywordIsNamed() throws Exception {
    assertThat(withTypes("\"union event\"", object()))
        .hadErrorContaining("but struct event: write types = \"struct event\"");
  }

  @Test
  void typesOfOneNameThatDifferAreTold() throws Exception {
    byte[] object =
        Clang.bpf(
            C.SEC
                + """
                static __attribute__((noinline)) int one(int *ctx) {
                  struct local { int pid; } *local = (struct local *)ctx; return local->pid;
                }
                SEC("xdp") int program(int *ctx) {
                  struct local { long far; } *local = (struct local *)ctx;
                  return one(ctx) + local->far;
                }
                """,
            "-O1");

    assertThat(withTypes("\"local\"", object))
        .hadErrorContaining("the object has several types 'local' that differ: struct local, ");
  }

  @Test
  void damagedDebugInformationIsNamedWhereATypeMayBeInIt() throws Exception {
    byte[] object = object();
    ElfFile elf = ElfFile.parse(object);
    Section info = Objects.requireNonNull(elf.section(".debug_info"));
    ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN).putInt((int) info.offset(), 1 << 30);

    assertThat(withTypes("\"event\"", object))
        .hadErrorContaining(
            "the object's BTF has no struct, union or enum 'event', and its debug information"
                + " cannot be read: it is damaged or truncated (the unit at byte 0 should have"
                + " 1073741824 bytes, and");
    assertThat(withTypes("\"key\"", object)).succeededWithoutWarnings();
  }

  @Test
  void whatBtfHasIsTakenFromThere() throws Exception {
    List<String> types = List.of("\"key\"", "\"stats_t\"");
    for (String type : types) {
      assertThat(withTypes(type, UnstrippedObject.strip(object()))).succeededWithoutWarnings();
    }
  }
}
