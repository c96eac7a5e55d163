package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.MapType;
import org.bpfskel.processor.model.C;
import org.bpfskel.processor.model.ObjectReader;
import org.bpfskel.processor.model.ObjectWarning;
import org.bpfskel.processor.model.SkeletonModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.converter.TypedArgumentConverter;
import org.junit.jupiter.params.provider.CsvSource;

/** The maps of a skeleton, with the types that C gives their keys and values. */
class TypedMapsTest {
  @TempDir Path classPath;

  private String skeletonOf(String c) throws Exception {
    return unwrapped(new SkeletonCompiler(classPath).skeletonOf(Clang.bpf(C.SEC + c)));
  }

  private static String unwrapped(String source) {
    return source.replaceAll("( =|\\()\n +", "$1 ").replace("( ", "(").replaceAll(",\n +", ", ");
  }

  /** A kind by its name without {@code BPF_MAP_TYPE_}. */
  private static final class Named extends TypedArgumentConverter<String, MapType> {
    Named() {
      super(String.class, MapType.class);
    }

    @Override
    protected MapType convert(@Nullable String name) {
      return MapType.known().stream()
          .filter(type -> type.name().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String map(MapType type, String name, String rest) {
    return "struct { __uint(type, %d); __uint(max_entries, 8); %s } %s SEC(\".maps\");\n"
        .formatted(type.number(), rest, name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HASH | BpfHashMap<Integer, Long> | map(\"m\", Codec.INT32, Codec.INT64, BpfHashMap::of)",
        "LRU_HASH | BpfHashMap<Integer, Long> | map(",
        "PERCPU_HASH | BpfHashMap<Integer, List<Long>> | perCpuMap(",
        "LRU_PERCPU_HASH | BpfHashMap<Integer, List<Long>> | perCpuMap(",
        "ARRAY | BpfArray<Long> | map(\"m\", Codec.INT64, BpfArray::of)",
        "PERCPU_ARRAY | BpfArray<List<Long>> | perCpuMap(\"m\", Codec.INT64, BpfArray::of)",
        "LPM_TRIE | BpfLpmTrie<Integer, Long> | map(",
        "QUEUE | BpfQueue<Long> | map(\"m\", Codec.INT64, BpfQueue::of)",
        "STACK | BpfQueue<Long> | map(",
        "BLOOM_FILTER | BpfBloomFilter<Long> | map(",
        "ARRAY_OF_MAPS | BpfMapOfMaps<Integer> | keyedMap(\"m\", Codec.INT32, BpfMapOfMaps::of)",
        "HASH_OF_MAPS | BpfMapOfMaps<Integer> | keyedMap(",
        "PROG_ARRAY | BpfProgramArray | map(\"m\", BpfProgramArray::of)",
        "CGROUP_ARRAY | BpfCgroupArray | map(",
        "STACK_TRACE | BpfStackTraces | map(",
        "SK_STORAGE | BpfSkStorage<Long> | map(",
        "TASK_STORAGE | BpfTaskStorage<Long> | map(",
        "INODE_STORAGE | BpfInodeStorage<Long> | map(",
        "CGRP_STORAGE | BpfCgrpStorage<Long> | map(",
        "DEVMAP | BpfDevMap | map(\"m\", BpfDevMap::of)",
        "DEVMAP_HASH | BpfDevMap | map(",
        "CPUMAP | BpfCpuMap | map(\"m\", BpfCpuMap::of)",
        "SOCKMAP | BpfSocketMap<Integer> | keyedMap(",
        "SOCKHASH | BpfSocketMap<Integer> | keyedMap(",
        "XSKMAP | BpfXskMap | map(\"m\", BpfXskMap::of)",
        "REUSEPORT_SOCKARRAY | BpfSocketMap<Integer> | keyedMap(",
        "RINGBUF | BpfRingBuf | map(\"m\", BpfRingBuf::of)",
        "USER_RINGBUF | BpfUserRingBuf | map(",
        "PERF_EVENT_ARRAY | BpfPerfEventArray | map(",
      })
  void everyKindHasItsClass(
      @ConvertWith(Named.class) MapType type, String javaType, String initializer)
      throws Exception {
    String source = skeletonOf(map(type, "m", "__type(key, int); __type(value, long);"));

    assertThat(source).contains("public final " + javaType + " m = " + initializer);
  }

  @Test
  void structsAndUnionsBecomeClasses() throws Exception {
    String source =
        skeletonOf(
            """
            struct flow { unsigned int source; unsigned short port; };
            struct traffic { long packets; union { int v4; char v6[16]; }; };
            typedef struct { int id; } id_t;
            """
                + map(
                    MapType.HASH,
                    "flows",
                    "__type(key, struct flow); __type(value, struct traffic);")
                + map(MapType.HASH, "ids", "__type(key, id_t); __type(value, struct { int x; });")
                + map(MapType.ARRAY, "rows", "__type(key, int); __type(value, struct flow[2]);")
                + map(MapType.ARRAY, "texts", "__type(key, int); __type(value, char[16]);"));

    assertThat(source).contains("BpfHashMap<Flow, Traffic> flows = ");
    assertThat(source).contains("class Flow extends GeneratedStruct");
    assertThat(source).contains("class Traffic extends GeneratedUnion");
    assertThat(source).contains("BpfHashMap<IdT, IdsValue> ids = ");
    assertThat(source).contains("BpfArray<Flow[]> rows = ");
    assertThat(source).contains("BpfArray<String> texts = map(\"texts\", Codec.text(16), ");
  }

  @Test
  void withoutATypeThereAreBytes() throws Exception {
    String source =
        skeletonOf(
            map(MapType.HASH, "sized", "__uint(key_size, 4); __uint(value_size, 24);")
                + map(MapType.PERF_EVENT_ARRAY, "events", "__uint(key_size, 4);"));

    assertThat(source)
        .contains(
            "BpfHashMap<byte[], byte[]> sized ="
                + " map(\"sized\", Codec.bytes(4), Codec.bytes(24), BpfHashMap::of);");
    assertThat(source).contains("BpfPerfEventArray events = map(\"events\", ");
  }

  @Test
  void whatTheKernelFixesIsTypedWhateverCSays() throws Exception {
    String sizes = "__uint(key_size, 4); __uint(value_size, 4);";
    String source =
        skeletonOf(
            map(MapType.DEVMAP, "devices", sizes)
                + map(MapType.CPUMAP, "cpus", sizes)
                + map(MapType.XSKMAP, "queues", sizes)
                + map(MapType.SOCKMAP, "sockets", sizes)
                + map(MapType.SOCKHASH, "sockets_by_key", sizes)
                + map(MapType.ARRAY, "slots", sizes));

    assertThat(source).contains("BpfDevMap devices = map(\"devices\", BpfDevMap::of);");
    assertThat(source).contains("BpfCpuMap cpus = map(\"cpus\", BpfCpuMap::of);");
    assertThat(source).contains("BpfXskMap queues = map(\"queues\", BpfXskMap::of);");
    assertThat(source)
        .contains("BpfSocketMap<Integer> sockets = keyedMap(\"sockets\", Codec.INT32");
    assertThat(source).contains("BpfSocketMap<byte[]> sockets_by_key = ");
    assertThat(source).contains("BpfArray<byte[]> slots = ");
  }

  @Test
  void whatTheObjectLeavesOpenStaysOpen() throws Exception {
    String source =
        skeletonOf(
            "struct { __uint(max_entries, 1); } open SEC(\".maps\");\n"
                + map(MapType.HASH, "no_value", "__type(key, int);")
                + map(MapType.ARENA, "arena", ""));

    assertThat(source).contains("BpfMap open = map(\"open\");");
    assertThat(source).contains("BpfMap no_value = map(\"no_value\");");
    assertThat(source).contains("BpfMap arena = map(\"arena\");");
  }

  @Test
  void aThousandMaps() throws Exception {
    StringBuilder c = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      c.append(C.map("m" + i));
    }
    String source = skeletonOf(c.toString());

    assertThat(source).contains("BpfArray<Integer> m0 = map(\"m0\", ");
    assertThat(source).contains("BpfArray<Integer> m999 = map(\"m999\", ");
  }

  @ParameterizedTest
  @CsvSource({
    "ARRAY, key, long, 8, 'with one of 4'",
    "PERCPU_ARRAY, key, short, 2, 'with one of 4'",
    "STACK_TRACE, key, long, 8, 'with one of 4'",
    "HASH_OF_MAPS, value, long, 8, 'with one of 4'",
    "DEVMAP, value, short, 2, 'with one of 4 or 8'",
    "SOCKMAP, key, long, 8, 'with one of 4'",
    "QUEUE, key, int, 4, 'without one'",
  })
  void sizesThatNoKernelTakesAreErrors(
      @ConvertWith(Named.class) MapType type, String part, String c, int size, String needed)
      throws Exception {
    byte[] object = Clang.bpf(C.SEC + map(type, "m", "__type(%s, %s);".formatted(part, c)));
    SkeletonModel model = ObjectReader.read(object, "x.o", "X", List.of());

    assertThat(model.warnings()).hasSize(1);
    assertThat(model.warnings().get(0).level()).isEqualTo(ObjectWarning.Level.ERROR);
    assertThat(model.warnings().get(0).text())
        .startsWith(
            "map 'm' of type %s has a %s of %d bytes, and the kernel creates it only %s: "
                .formatted(type, part, size, needed));
  }

  @Test
  void typesThatTheAnnotationNamesBecomeClasses() throws Exception {
    Compilation compilation = withTypes("\"event\", \"enum mode\", \"word_t\"");

    assertThat(compilation).succeededWithoutWarnings();
    String source = SkeletonCompiler.source(compilation, "gen.Skel");
    assertThat(source).contains("class Event extends GeneratedStruct");
    assertThat(source).contains("class Mode {");
    assertThat(source).contains("class WordT extends GeneratedUnion");
  }

  @Test
  void aSlipInATypesNameIsAskedAbout() throws Exception {
    assertThat(withTypes("\"evnt\""))
        .hadErrorContaining(
            "the object's BTF has no struct, union or enum 'evnt': did you mean event? Clang leaves");
  }

  @Test
  void aTypeThatTheObjectLacksIsAnErrorAtItsName() throws Exception {
    Compilation compilation = withTypes("\"event\", \"struct lost\"");

    assertThat(compilation)
        .hadErrorContaining(
            "the object's BTF has no struct 'lost': clang leaves out types that no"
                + " global variable, map or global function needs, so declare"
                + " 'struct lost *unused_lost __attribute__((unused));' in C")
        .inFile(compilation.sourceFiles().get(0))
        .onLine(6);
    assertThat(compilation).hadErrorCount(1);
  }

  @Test
  void enumsWithoutATagAreClassesOfTheirTypedefOrOfWhatTheyAreTheTypeOf() throws Exception {
    String source =
        skeletonOf(
            """
            typedef enum { OFF, ON = 200 } state_t;
            enum mode { SLOW };
            struct flow {
              state_t state;
              enum { TCP = 6, UDP = 17 } protocol;
              enum { FAST } mode;
              enum { A } :0, bits : 3;
              enum { E1, E2 } several[4];
            };
            struct flow flow;
            enum mode mode;
            enum { V = -1 } level;
            """
                + map(MapType.HASH, "m", "__type(key, int); __type(value, enum { MV });"));

    assertThat(source).contains("C: {@code state_t}, 4 bytes, unsigned.");
    assertThat(source).contains("class StateT {");
    assertThat(source).contains("int ON = 200;");
    assertThat(source)
        .contains(
            "C: {@code state_t state}, offset 0, 4 bytes, unsigned: a constant of {@link StateT}.");
    assertThat(source).contains("C: {@code enum {...}}, 4 bytes, unsigned.");
    assertThat(source).contains("class Protocol {");
    assertThat(source).contains("class Bits {");
    assertThat(source).contains("class Several {");
    assertThat(source).contains("class Level {");
    assertThat(source).contains("int V = -1;");
    assertThat(source).contains("class MValue {");
    // The tag keeps its name.
    assertThat(source).containsMatch("C: \\{@code enum mode\\}[^{]*\\n.*class Mode \\{");
    assertThat(source).contains("class Mode_ {");
  }

  @Test
  void theAnnotationNamesEnumsByTheirTypedefs() throws Exception {
    String types = "typedef enum { OFF, ON } state_t; state_t *unused_state;";

    for (String name : new String[] {"state_t", "typedef state_t"}) {
      Compilation compilation = withTypes('"' + name + '"', types);
      assertThat(compilation).succeededWithoutWarnings();
      assertThat(SkeletonCompiler.source(compilation, "gen.Skel")).contains("class StateT {");
    }
    assertThat(withTypes("\"enum state_t\"", types))
        .hadErrorContaining(
            "the object's BTF has no enum 'state_t', but typedef state_t: write types = \"typedef"
                + " state_t\"");
  }

  @Test
  void aNameOfSeveralTypesIsAnErrorThatSaysHowToTellThem() throws Exception {
    Compilation compilation = withTypes("\"sample\"", SAMPLES);

    assertThat(compilation)
        .hadErrorContaining(
            "the object has several types 'sample' that differ: struct sample, 4 bytes: int pid at 0;"
                + " typedef sample, 8 bytes: long when at 0: write types = \"struct sample\" or"
                + " \"typedef sample\"")
        .inFile(compilation.sourceFiles().get(0))
        .onLine(6);
    assertThat(compilation).hadErrorCount(1);
  }

  @Test
  void theKeywordOfCTellsThem() throws Exception {
    Compilation struct = withTypes("\"struct  sample\"", SAMPLES);
    assertThat(struct).succeededWithoutWarnings();
    assertThat(SkeletonCompiler.source(struct, "gen.Skel"))
        .contains("GeneratedLayout.of(\"sample\", 4)");

    Compilation typedef = withTypes("\"typedef sample\"", SAMPLES);
    assertThat(typedef).succeededWithoutWarnings();
    assertThat(SkeletonCompiler.source(typedef, "gen.Skel"))
        .contains("GeneratedLayout.ofTypedef(\"sample\", 8)");
  }

  @ParameterizedTest
  @CsvSource({
    "union event, union 'event', struct event",
    "struct word_t, struct 'word_t', typedef word_t",
    "enum event, enum 'event', struct event",
    "typedef event, typedef 'event', struct event",
  })
  void anotherKeywordThanCsIsAnErrorThatNamesIt(String type, String lacks, String has)
      throws Exception {
    Compilation compilation = withTypes('"' + type + '"');

    assertThat(compilation)
        .hadErrorContaining(
            "the object's BTF has no %s, but %s: write types = \"%s\"".formatted(lacks, has, has));
    assertThat(compilation).hadErrorCount(1);
  }

  @Test
  void namesOfOneTypeAreOne() throws Exception {
    String types =
        "typedef struct sample { int pid; } sample; struct sample *unused; sample *unused_too;";

    assertThat(withTypes("\"sample\", \"struct sample\"", types)).succeededWithoutWarnings();
  }

  /** Two name spaces of C. */
  private static final String SAMPLES =
      """
      struct sample { int pid; };
      typedef struct { long when; } sample;
      struct sample *unused_struct; sample *unused_typedef;
      """;

  private Compilation withTypes(String types) throws Exception {
    return withTypes(
        types,
        """
        enum mode { SLOW, FAST };
        typedef union { int whole; char first; } word_t;
        struct event { int pid; };
        struct event *unused_event; enum mode *unused_mode; word_t *unused_word;
        """);
  }

  private Compilation withTypes(String types, String c) throws Exception {
    return new SkeletonCompiler(classPath)
        .object("bpf/test.bpf.o", Clang.bpf(C.SEC + c))
        .compileWithTypes("{" + types + "}");
  }
}
