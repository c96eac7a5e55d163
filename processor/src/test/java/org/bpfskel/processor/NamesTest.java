package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever things are called in C, the generated class compiles. */
class NamesTest {
  /** Keywords of Java that are plain names in C. */
  private static final List<String> KEYWORDS =
      List.of(
          "abstract assert boolean byte catch class extends false final finally implements import",
          "instanceof interface native new null package private protected public strictfp super",
          "synchronized this throw throws transient true try",
          "exports module open permits record requires sealed to var when with yield");

  /** Names that the generated class uses for itself. */
  private static final List<String> GENERATED =
      List.of(
          "LAYOUT LAYOUT_ OBJECT image java layout links loaded map maps object org program progs",
          "read shadow structOps structOpsProgram structLayout write attach detach close");

  @TempDir Path classPath;

  @Test
  void keywordsAndNamesOfTheSkeletonItself() throws Exception {
    List<String> names =
        Stream.of(KEYWORDS, GENERATED)
            .flatMap(List::stream)
            .flatMap(line -> Stream.of(line.split(" ")))
            .toList();
    String source =
        compiled(
            "struct ops {\n"
                + each(names, "  int (*%1$s)(void);\n")
                + "};\nstruct numbers {\n"
                + each(names, "  int %1$s; struct { int %1$s; } in_%1$s; int a_%1$s[2];\n")
                + "};\nenum words {\n"
                + each(names, "  words_%1$s,\n")
                + "};\nstruct uses { enum words words; };\n"
                + each(names, "SEC(\"struct_ops/%1$s\") int %1$s(void *ctx) { return 0; }\n")
                + "SEC(\".struct_ops\") struct ops impl = {\n"
                + each(names, "  .%1$s = (void *)%1$s,\n")
                + "};\nSEC(\".struct_ops\") struct numbers numbers = {};\n"
                + "SEC(\".struct_ops\") struct uses uses = {};\n");

    assertThat(source).contains("public final StructOpsProgram class_ =");
    assertThat(source).contains("public @Nullable StructOpsProgram class_;");
    assertThat(source).contains("this.image = image.int32(");
    assertThat(source).contains("public int record;");
  }

  @Test
  void mapsAndVariablesNamedByKeywords() throws Exception {
    String source =
        compiled(
            C.map("class")
                + C.map("image")
                + C.map("map")
                + "struct ops { int data; };\n"
                + "SEC(\".struct_ops\") struct ops new = {}, this = {}, shadow = {}, bss = {};\n"
                + "int bss_variable;\n");

    assertThat(source)
        .contains(
            "public final BpfArray<Integer> class_ = map(\"class\", Codec.INT32, BpfArray::of);");
    assertThat(source).contains("public final Ops new_ = shadow(\"new\", new Ops());");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maps progs links struct_ops skel",
        "bpf_object bpf_map bpf_link bpf_program struct_ops_program",
        "skeleton object_source struct_layout struct_image struct_ops_shadow struct_shadow",
        "path opened_object",
        "string override nullable generated object integer kind",
        "java javax org com gen",
        "class new record _ __ ___ a$b"
      })
  void structsNamedAsTheTypesThatAreUsedThere(String names) throws Exception {
    List<String> all = List.of(names.split(" "));
    String source =
        compiled(
            each(
                all,
                """
                struct %1$s { int (*run)(void); int org; char text[8]; void *java; };
                struct of_%1$s { struct %1$s one; struct %1$s two[2]; union { int %1$s; } inner; };
                SEC(".struct_ops") struct %1$s %1$s_1 = { .org = 1 };
                SEC(".struct_ops") struct of_%1$s of_%1$s_1 = {};
                """));

    for (String name : all) {
      assertThat(source).contains("shadow(\"" + name + "_1\", ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maps progs links struct_ops skel",
        "string override nullable struct_layout struct_image",
        "class new record kind"
      })
  void enumsNamedAsTheTypesThatAreUsedThere(String names) throws Exception {
    List<String> all = List.of(names.split(" "));
    String source =
        compiled(
            each(all, "enum %1$s { %1$s_A, %1$s_B = 7 };\n")
                + "struct ops { int (*run)(void); char text[4];\n"
                + each(all, "  enum %1$s m_%1$s;\n")
                + "};\nSEC(\".struct_ops\") struct ops impl = {};\n");

    assertThat(source).contains("_B = 7;");
  }

  @Test
  void sectionsWithOddCharacters() throws Exception {
    String odd = "\\\"*/ @see {x} <b> & \\\\u000a \\n $L $$ é";
    String source =
        compiled(
            """
            struct ops { int (*run)(void); };
            SEC("struct_ops/%1$s") int run(void *ctx) { return 0; }
            SEC("xdp/%1$s") int filter(void *ctx) { return 1; }
            SEC(".data.%1$s") int variable = 1;
            SEC(".bss.a-b") int other;
            SEC(".struct_ops") struct ops impl = { .run = (void *)run };
            """
                .formatted(odd));

    assertThat(source).contains("public final BpfProgram filter = program(\"filter\");");
    assertThat(source).contains("public final DataMap bss_a_b = dataMap(\".bss.a-b\");");
    assertThat(source).contains("\\u00e9"); // whatever encoding javac reads and writes
  }

  @Test
  void typesThatWouldEndTheirComment() throws Exception {
    String source =
        compiled(
            """
            struct ops { int *restrict (*run)(int *, char *const *); int a$b; };
            SEC(".struct_ops") struct ops impl$1 = {};
            """);

    assertThat(source).contains("public int a$b;");
    assertThat(source).contains("impl$1");
  }

  @Test
  void namesOfTwoHundredCharacters() throws Exception {
    String name = "n".repeat(200);
    String source =
        compiled(
            """
            enum %1$s_e { %1$s_constant };
            struct %1$s { int (*%1$s)(void); enum %1$s_e e; };
            SEC("struct_ops/%1$s") int %1$s(void *ctx) { return 0; }
            SEC(".struct_ops") struct %1$s %1$s_1 = { .%1$s = (void *)%1$s };
            """
                .formatted(name));

    assertThat(source.replaceAll("\\s+", " "))
        .contains("public final StructOpsProgram " + name + " =");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String",
        "Object",
        "Override",
        "Skeleton",
        "GeneratedSkeleton",
        "BpfObject",
        "OpenOptions",
        "StructReader",
        "ObjectSource",
        "Generated",
        "Nullable",
        "Maps_",
        "Skel_$1"
      })
  void skeletonsMayBeNamedAsTheTypesThatTheyUse(String name) throws Exception {
    var compilation =
        new SkeletonCompiler(classPath)
            .object("bpf/testmod.bpf.o", BpfObjects.testmod())
            .compile(
                JavaFileObjects.forSourceString(
                    "gen.Host",
                    "package gen; @org.bpfskel.BpfSkeleton(value = \"bpf/testmod.bpf.o\","
                        + " name = \"%1$s\") class Host { gen.%1$s skel; }".formatted(name)));

    assertThat(compilation).succeededWithoutWarnings();
  }

  private String compiled(String c) throws Exception {
    return new SkeletonCompiler(classPath).skeletonOf(Clang.bpf(C.SEC + c));
  }

  private static String each(List<String> names, String format) {
    return names.stream().map(format::formatted).collect(Collectors.joining());
  }
}
