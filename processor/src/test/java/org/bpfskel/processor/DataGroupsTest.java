package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The groups of global variables, as users of a skeleton see them. Everything compiles. */
class DataGroupsTest {
  @TempDir Path classPath;

  private String skeletonOf(String c) throws Exception {
    return new SkeletonCompiler(classPath).skeletonOf(Clang.bpf(C.SEC + c));
  }

  @Test
  void everyKindOfVariableHasItsHandle() throws Exception {
    String source =
        skeletonOf(
            """
            enum mode { SLOW, FAST };
            enum wide { WIDE = 0x100000000 };
            struct point { int x, y; };
            union word { int whole; char first; };
            typedef struct { int depth; } level_t;
            signed char small; unsigned short port; int number; unsigned long long total;
            _Bool flag; float ratio; double mean; enum mode mode; enum wide wide;
            void *address; char label[16]; __int128 huge;
            struct point origin; union word word; level_t level;
            struct { int inner; } nameless;
            int grid[2][3]; char names[2][8]; _Bool flags[4]; enum mode modes[2];
            struct point corners[2]; union word words[3]; struct { int z; } rows[2];
            """);

    for (String field :
        new String[] {
          "ByteVar small = int8(",
          "ShortVar port = int16(",
          "IntVar number = int32(",
          "LongVar total = int64(",
          "BoolVar flag = bool(",
          "FloatVar ratio = float32(",
          "DoubleVar mean = float64(",
          "IntVar mode = int32(",
          "LongVar wide = int64(",
          "LongVar address = int64(",
          "ValueVar<String> label = text(",
          "ValueVar<byte[]> huge = bytes(",
          "StructVar<Point> origin = struct(",
          "StructVar<Word> word = struct(",
          "StructVar<LevelT> level = struct(",
          "StructVar<Nameless> nameless = struct(",
          "ArrayVar<int[][], IntVar> grid = int32s(",
          "ArrayVar<String[], ValueVar<String>> names = texts(",
          "ArrayVar<boolean[], BoolVar> flags = bools(",
          "ArrayVar<int[], IntVar> modes = int32s(",
          "ArrayVar<Point[], StructVar<Point>> corners =",
          "ArrayVar<Word[], StructVar<Word>> words =",
          "ArrayVar<Rows[], StructVar<Rows>> rows =",
        }) {
      assertThat(source).contains("public final " + field);
    }
    assertThat(source).contains("a constant of {@link Mode}");
  }

  @Test
  void structsOfVariablesHaveHandlesOnTheirMembers() throws Exception {
    StringBuilder large = new StringBuilder("struct large {");
    for (int i = 0; i < 450; i++) {
      large.append("int m").append(i).append(";");
    }
    String source =
        skeletonOf(
            large
                + """
            };
            struct inner { char text[4]; };
            struct outer {
              int number; _Bool flag; void *address; int bits : 3;
              struct inner inner; struct inner several[2]; union { long whole; int half; };
              int LAYOUT, Members;
            };
            struct Members { int a; };
            struct key { int b; };
            struct outer outer; struct Members members; struct large large;
            struct { int (*type)[1]; int (*max_entries)[8]; struct key *key; struct key *value; }
                of_keys SEC(".maps");
            """);

    String outer = source.substring(source.indexOf("class Outer "));
    String members = outer.substring(outer.indexOf("public static final class Members "));
    members = members.substring(0, members.indexOf("public Members("));
    for (String field :
        new String[] {
          "IntVar number = int32(",
          "BoolVar flag = bool(",
          "LongVar address = int64(",
          "StructVar<Inner> inner = struct(",
          "ArrayVar<Inner[], StructVar<Inner>> several =",
          "LongVar whole = int64(",
          "IntVar half = int32(",
          "IntVar LAYOUT_ = int32(",
          "IntVar Members = int32(",
        }) {
      assertThat(members).contains("public final " + field);
    }
    assertThat(members).doesNotContain("bits");
    assertThat(source).contains("StructVar<Members_> members = struct(");
    assertThat(source).contains("public final IntVar m449 = int32(449);");
    assertThat(source.split("class Members ", -1)).hasLength(5); // no one for keys alone
  }

  @Test
  void sectionsAreNamedAsBpftoolNamesThem() throws Exception {
    String source =
        skeletonOf(
            """
            int zeroed, set = 1, custom SEC(".data.a-b") = 2;
            const volatile int fixed = 3;
            extern int CONFIG_HZ __kconfig;
            SEC("socket") int run(void *ctx) { return zeroed + set + custom + fixed + CONFIG_HZ; }
            """);

    assertThat(source).contains("public final Bss bss = section(\".bss\", Bss.LAYOUT, Bss::new);");
    assertThat(source).contains("public final Data data = section(\".data\", ");
    assertThat(source).contains("public final DataAB data_a_b =");
    assertThat(source).contains("public final Rodata rodata =");
    assertThat(source).contains("public final Kconfig kconfig =");
  }

  @Test
  void theVariablesOfAnArenaAreAGroupBesideItsMap() throws Exception {
    String source =
        skeletonOf(
            """
            struct {
              __uint(type, 33); __uint(map_flags, 1024); __uint(max_entries, 4);
            } pages SEC(".maps");
            struct node { long value; };
            int __attribute__((address_space(1))) hits = 5;
            struct node __attribute__((address_space(1))) nodes[2] = { { 1 } };
            static int __attribute__((address_space(1))) hidden = 1;
            int zeroed;
            SEC("syscall") int run(void *ctx) { return ++hits + nodes[1].value + hidden + zeroed; }
            """);

    assertThat(source)
        .contains(
            "public final Arena arena = section(\".addr_space.1\", Arena.LAYOUT, Arena::new);");
    assertThat(source).contains("public final IntVar hits = int32(");
    assertThat(source).contains("public final ArrayVar<Node[], StructVar<Node>> nodes =");
    assertThat(source).doesNotContain("Var hidden");
    assertThat(source).contains("BpfMap pages = map(\"pages\");");
    assertThat(source).doesNotContain("DataMap arena");
  }

  @Test
  void aSectionWithoutVariablesIsAMapButNoGroup() throws Exception {
    String source =
        skeletonOf(
            """
            const char *volatile text;
            static volatile int hidden SEC(".data.hidden") = 1;
            SEC("socket") int run(void *ctx) { text = "literal"; return hidden; }
            """);

    assertThat(source)
        .contains("@Nullable DataMap rodata_str1_1 = namelessData(\".rodata.str1.1\");");
    assertThat(source).contains("@Nullable DataMap data_hidden = namelessData(\".data.hidden\");");
    assertThat(source).doesNotContain("section(\".rodata.str1.1\"");
    assertThat(source).doesNotContain("section(\".data.hidden\"");
  }

  @Test
  void namesOfGroupsAndClassesGiveWay() throws Exception {
    String source =
        skeletonOf(
            """
            struct bss { int a; }; struct data { int b; }; struct maps { int c; };
            struct long_var { int d; }; struct variables { int e; }; struct data_memory { int f; };
            struct bss one; struct data two; struct maps three;
            struct long_var four; struct variables five; struct data_memory six;
            struct codec { int g; }; struct codec seven;
            long class, LAYOUT, memory, layout, structLayout, getClass, bss, section, map, object;
            """);

    assertThat(source).contains("StructVar<Bss_> one =");
    assertThat(source).contains("StructVar<Maps_> three =");
    assertThat(source).contains("LongVar class_ =");
    assertThat(source).contains("LongVar LAYOUT_ =");
    assertThat(source).contains("LongVar bss =");
  }

  @Test
  void linesAreNoLongerThanAHundredCharacters() throws Exception {
    String source =
        skeletonOf(
            C.map("a_map_with_a_name_of_forty_characters___")
                + """
                struct quite_a_long_name_of_a_struct { int x; };
                struct {
                  __uint(type, 1); __uint(max_entries, 1);
                  __type(key, struct quite_a_long_name_of_a_struct);
                  __type(value, struct quite_a_long_name_of_a_struct);
                } structs SEC(".maps");
                struct quite_a_long_name_of_a_struct long_rows_of_structs[2][3];
                """);

    assertThat(source)
        .contains(
            """
                public final BpfHashMap<QuiteALongNameOfAStruct, QuiteALongNameOfAStruct> structs =
                    map(
                        "structs",
                        Codec.struct(QuiteALongNameOfAStruct::new),
                        Codec.struct(QuiteALongNameOfAStruct::new),
                        BpfHashMap::of);
            """);
    assertThat(source)
        .contains(
            """
                public final BpfArray<Integer> a_map_with_a_name_of_forty_characters___ =
                    map("a_map_with_a_name_of_forty_characters___", Codec.INT32, BpfArray::of);
            """);
    assertThat(source.lines().filter(line -> line.startsWith("    public") && line.length() > 100))
        .isEmpty();
  }

  @Test
  void thousandsOfVariablesFitInOneGroup() throws Exception {
    StringBuilder c = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      c.append("int v%d;\n".formatted(i));
    }
    String source = skeletonOf(c.toString());

    assertThat(source).contains("public final IntVar v0 = int32(");
    assertThat(source).contains("public final IntVar v4999 = int32(");
  }
}
