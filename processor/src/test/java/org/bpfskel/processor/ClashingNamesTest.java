package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of C that generated code has a use of its own for: members, types, what it is called. */
class ClashingNamesTest {
  /** Of members of the skeleton, of its groups, and of every Java object. */
  private static final String MEMBERS =
      "open openAndLoad load loaded attach detach close object progs maps structOps links data bss"
          + " toString hashCode getClass equals wait notify read write layout image zeroed"
          + " section map shadow program dataMap org java";

  /** Of types of java.lang, of the runtime, and of the skeleton itself. */
  private static final String TYPES =
      "String Object Override Integer List Path Codec BpfArray BpfHashMap BpfMap BpfLink BpfProgram"
          + " DataMap GeneratedLayout GeneratedStruct StructReader StructVar IntVar ArrayVar Variables SectionPlace"
          + " Skeleton OpenOptions Generated Nullable Kind Point Points Progs Maps StructOps Links"
          + " Data Bss Skel LAYOUT OBJECT";

  /** Types that variables have and members are, named in expressions of the generated code. */
  private static final String DECLARED =
      C.SEC
          + """
          struct Point { int x, y; };
          enum Kind { KIND_A, KIND_B };
          struct ops { int (*run)(void); };
          """;

  private static final List<String> NAMES =
      Stream.of(MEMBERS, TYPES).flatMap(names -> Stream.of(names.split(" "))).toList();

  private static final List<String> DECLARATIONS =
      List.of(
          "struct Point %s;",
          "struct Point %s[2];",
          "int %s;",
          "int %s[3];",
          "char %s[5];",
          "char %s[2][5];",
          "enum Kind %s;");

  @TempDir Path classPath;

  private StringBuilder c;

  @BeforeEach
  void declareTypes() {
    c = new StringBuilder(DECLARED);
  }

  @Test
  void maps() throws Exception {
    String map = C.map("%s").replace("__type(value, int)", "__type(value, struct Point[2])");
    each(NAMES, List.of(map));

    assertThat(compiled()).contains("BpfArray<Point[]> toString =");
  }

  @Test
  void globalVariables() throws Exception {
    everyKind();

    assertThat(compiled()).contains("public final StructVar<Point> close =");
  }

  @Test
  void membersOfStructs() throws Exception {
    c.append("struct all {\n");
    everyKind();
    c.append("};\nstruct all variable;\nSEC(\".struct_ops\") struct all shadowed = {};\n");

    assertThat(compiled()).contains("public final Point links = new Point();");
  }

  @Test
  void programs() throws Exception {
    each(NAMES, List.of("SEC(\"xdp\") int %s(void *ctx) { return 0; }"));

    assertThat(compiled()).contains("public final BpfProgram String = program(\"String\");");
  }

  @Test
  void structOpsVariables() throws Exception {
    each(NAMES, List.of("SEC(\".struct_ops\") struct ops %s = {};"));

    assertThat(compiled()).contains("public final Ops getClass = ");
  }

  @Test
  void constants() throws Exception {
    c.append("enum all {\n");
    each(NAMES, List.of("%s,"));
    c.append("};\nenum all variable;\n");

    assertThat(compiled()).contains("public static final int wait = ");
  }

  @Test
  void structs() throws Exception {
    String struct = "struct %1$s { int a; struct Point p[2]; char s[3]; } of_%1$s;";
    List<String> others = new ArrayList<>(NAMES);
    others.removeAll(List.of("Point", "Kind"));
    each(others, List.of(struct));

    assertThat(compiled())
        .contains("public static final class String extends org.bpfskel.generated.GeneratedStruct");
  }

  /** In each of the ways a name can be declared. */
  private void everyKind() {
    for (int i = 0; i < DECLARATIONS.size(); i++) {
      String before = i == 0 ? "" : "kind" + i + "_";
      each(NAMES.stream().map(before::concat).toList(), List.of(DECLARATIONS.get(i)));
    }
  }

  private void each(List<String> names, List<String> declarations) {
    for (int i = 0; i < names.size(); i++) {
      c.append(declarations.get(i % declarations.size()).formatted(names.get(i))).append('\n');
    }
  }

  private String compiled() throws Exception {
    return new SkeletonCompiler(classPath).skeletonOf(Clang.bpf(c.toString()));
  }
}
