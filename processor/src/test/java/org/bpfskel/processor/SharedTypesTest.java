package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Path;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Java class for one C struct: {@code @BpfTypes}, and {@code typesOf} of a skeleton. */
class SharedTypesTest {
  private static final String TYPES =
      """
      enum mode { OFF, ON = 5 };
      struct point { int x; int y; };
      struct event { unsigned int pid; enum mode mode; struct point at; char comm[16]; };
      union word { int number; char text[4]; };
      typedef struct { long count; } totals;
      """;

  private static final String USES =
      """
      struct outer { struct point first; struct point more[2]; enum mode mode; };
      struct { __uint(type, 1); __uint(max_entries, 8);
               __type(key, struct point); __type(value, struct event); } events SEC(".maps");
      struct outer variable;
      totals sums[2];
      struct event last;
      """;

  private static final JavaFileObject SHARED =
      JavaFileObjects.forSourceString(
          "types.Shared",
          """
          package types;

          @org.bpfskel.BpfTypes(
              value = "bpf/shared.bpf.o",
              name = "EventTypes",
              types = {"event", "word", "typedef totals"})
          public interface Shared {}
          """);

  @TempDir Path classPath;

  @BeforeEach
  void object() throws Exception {
    put("bpf/shared.bpf.o", object(TYPES));
  }

  private void put(String resource, byte[] object) throws Exception {
    Project.write(classPath.resolve(resource), object);
  }

  private Compilation compile(JavaFileObject... sources) {
    return new SkeletonCompiler(classPath).compile(sources);
  }

  private static byte[] object(String types) throws Exception {
    return Clang.bpf(
        C.SEC + types + "struct event event; union word word; totals both; struct point alone;");
  }

  private Compilation compile(String source, JavaFileObject... others) throws Exception {
    return compile(source, "typesOf = types.Shared.class", others);
  }

  private Compilation compile(String source, String typesOf, JavaFileObject... others)
      throws Exception {
    JavaFileObject[] all = new JavaFileObject[others.length + 2];
    System.arraycopy(others, 0, all, 2, others.length);
    all[0] = SHARED;
    all[1] = host(typesOf);
    put("bpf/test.bpf.o", Clang.bpf(C.SEC + source));
    return compile(all);
  }

  private static JavaFileObject host(String typesOf) {
    return JavaFileObjects.forSourceString(
        "gen.Host",
        """
        package gen;

        @org.bpfskel.BpfSkeleton(
            value = "bpf/test.bpf.o",
            name = "Skel",
            %s)
        @SuppressWarnings("bpfskel")
        final class Host {}
        """
            .formatted(typesOf));
  }

  @Test
  void theTypesAreClassesOfAClassOfTheirOwn() throws Exception {
    Compilation compilation = compile(SHARED);

    assertThat(compilation).succeededWithoutWarnings();
    String source = SkeletonCompiler.source(compilation, "types.EventTypes");
    assertThat(source).contains("public final class EventTypes {");
    assertThat(source).contains("private EventTypes() {");
    assertThat(source).contains("public static final class Event extends GeneratedStruct {");
    assertThat(source).contains("public static final class Point extends GeneratedStruct {");
    assertThat(source).contains("public static final class Mode {");
    assertThat(source).contains("public static final class Word extends GeneratedUnion {");
    assertThat(source).contains("public static final class Totals extends GeneratedStruct {");
    assertThat(source).contains("a constant of {@link Mode}");
    assertThat(source).doesNotContain("open(");
  }

  @Test
  void withoutNamesTheyAreThoseThatASkeletonWouldHave() throws Exception {
    put("bpf/all.bpf.o", Clang.bpf(C.SEC + TYPES + USES));
    Compilation compilation =
        compile(
            JavaFileObjects.forSourceString(
                "gen.All",
                "package gen; @org.bpfskel.BpfTypes(\"bpf/all.bpf.o\") interface All {}"));

    assertThat(compilation).succeededWithoutWarnings();
    String source = SkeletonCompiler.source(compilation, "gen.AllTypes");
    for (String type : new String[] {"Event", "Point", "Outer", "Totals", "Mode"}) {
      assertThat(source).contains("public static final class " + type + " ");
    }
  }

  @Test
  void aSkeletonUsesThemInPlaceOfItsOwn() throws Exception {
    Compilation compilation = compile(TYPES + USES);

    assertThat(compilation).succeededWithoutWarnings();
    String skeleton = SkeletonCompiler.source(compilation, "gen.Skel");
    assertThat(skeleton).contains("import types.EventTypes;");
    assertThat(skeleton)
        .contains("public final BpfHashMap<EventTypes.Point, EventTypes.Event> events");
    assertThat(skeleton).contains("StructVar<EventTypes.Event> last");
    assertThat(skeleton).contains("EventTypes.Totals[]");
    assertThat(skeleton).contains("public static final class Outer extends GeneratedStruct {");
    assertThat(skeleton).contains("GeneratedLayout.of(new EventTypes.Point())");
    assertThat(skeleton).contains("a constant of {@link types.EventTypes.Mode}");
    for (String type : new String[] {"Event", "Point", "Totals", "Mode"}) {
      assertThat(skeleton).doesNotContain("class " + type + " ");
    }
  }

  @Test
  void typesThatTheClassDoesNotHaveAreTheSkeletonsOwn() throws Exception {
    Compilation compilation = compile("struct other { int a; } other;");

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(SkeletonCompiler.source(compilation, "gen.Skel")).contains("class Other extends");
  }

  @Test
  void aStructThatLooksOtherwiseIsAnErrorThatShowsTheDifference() throws Exception {
    Compilation compilation =
        compile(
            TYPES.replace("unsigned int pid;", "long pid; char added;").replace("int y;", "")
                + USES);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("is not what types.EventTypes.")
        .inFile(host("typesOf = types.Shared.class"))
        .onLine(6);
    assertThat(compilation).hadErrorContaining("y: int, 4 bytes at 4 there, missing here");
  }

  @Test
  void whatItEmbedsIsComparedToo() throws Exception {
    Compilation compilation =
        compile(
            TYPES.replace("char comm[16];", "char comm[20];").replace("int x;", "unsigned x;")
                + "struct event last;");

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("struct event is not what types.EventTypes.Event");
    assertThat(compilation).hadErrorContaining("of bpf/shared.bpf.o:");
    assertThat(compilation)
        .hadErrorContaining("at.x: int, 4 bytes at 0 there, unsigned int, 4 bytes at 0 here");
    assertThat(compilation)
        .hadErrorContaining("comm: char[16], 16 bytes at 16 there, char[20], 20 bytes at 16 here");
    assertThat(compilation).hadErrorContaining("in all: 32 bytes there, 36 here");
  }

  @Test
  void soAreTheConstantsOfEnums() throws Exception {
    Compilation compilation =
        compile(TYPES.replace("ON = 5", "ON = 6, AUTO") + "struct event last;");

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("mode.ON: 5 there, 6 here");
    assertThat(compilation).hadErrorContaining("mode.AUTO: missing there, 7 here");
  }

  @Test
  void namesOfTypesThatJavaDoesNotSeeMayDiffer() throws Exception {
    assertThat(
            compile(
                "typedef unsigned int u32;"
                    + TYPES.replace("unsigned int pid;", "u32 pid;")
                    + "struct event last;"))
        .succeededWithoutWarnings();
  }

  @Test
  void typesOfAnotherSkeletonAreSharedAsWell() throws Exception {
    put("bpf/first.bpf.o", Clang.bpf(C.SEC + TYPES + USES));
    JavaFileObject first =
        JavaFileObjects.forSourceString(
            "gen.First",
            """
            package gen;
            @SuppressWarnings("bpfskel")
            @org.bpfskel.BpfSkeleton(value = "bpf/first.bpf.o", typesOf = types.Shared.class)
            interface First {}
            """);

    Compilation compilation = compile(TYPES + USES, "typesOf = First.class", first);

    assertThat(compilation).succeededWithoutWarnings();
    String skeleton = SkeletonCompiler.source(compilation, "gen.Skel");
    assertThat(skeleton).contains("StructVar<FirstSkel.Outer> variable");
    assertThat(skeleton).contains("StructVar<EventTypes.Event> last");
  }

  @Test
  void ofAnotherCompilationTheyAreFoundByTheAnnotation() throws Exception {
    Compilation types = compile(SHARED);
    for (JavaFileObject file : types.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        String name = file.getName().substring("/CLASS_OUTPUT/".length());
        try (var bytes = file.openInputStream()) {
          Project.write(classPath.resolve(name), bytes.readAllBytes());
        }
      }
    }

    put("bpf/test.bpf.o", Clang.bpf(C.SEC + TYPES + USES));
    Compilation compilation = compile(host("typesOf = types.Shared.class"));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(SkeletonCompiler.source(compilation, "gen.Skel"))
        .contains("StructVar<EventTypes.Event> last");
  }

  @Test
  void textsAreBytesWhereTheSharedClassSaysSo() throws Exception {
    JavaFileObject shared =
        JavaFileObjects.forSourceString(
            "types.Raw",
            """
            package types;
            @org.bpfskel.BpfTypes(
                value = "bpf/shared.bpf.o", name = "Raw_", types = "event", bytes = "event.comm")
            public interface Raw {}
            """);

    assertThat(compile(TYPES + "struct event last;", "typesOf = types.Raw.class", shared))
        .succeededWithoutWarnings();
    assertThat(
            compile(
                TYPES + "struct event last;",
                "bytes = \"event.comm\", typesOf = types.Raw.class",
                shared))
        .hadErrorContaining(
            "'event.comm' is a text of struct event, whose class is types.Raw_.Event");
  }

  @Test
  void aFieldCalledLikeTheClassDoesNotHideIt() throws Exception {
    Compilation compilation =
        compile(
            TYPES
                + """
                struct holder { struct point EventTypes; struct point other[2]; };
                struct { __uint(type, 2); __uint(max_entries, 1); __type(key, int);
                         __type(value, struct holder); } EventTypes SEC(".maps");
                struct point EventTypes_;
                """);

    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void rawBtfHasTypesToo() throws Exception {
    put("bpf/shared.bpf.o", BtfSection.of(object(TYPES)));

    assertThat(compile(TYPES + USES)).succeededWithoutWarnings();
  }

  @Test
  void aClassWithoutEitherAnnotationIsAnError() throws Exception {
    for (String type : new String[] {"String.class", "int.class", "String[].class"}) {
      Compilation compilation = compile(TYPES, "typesOf = " + type);

      assertThat(compilation).hadErrorCount(1);
      assertThat(compilation)
          .hadErrorContaining("has neither @BpfTypes nor @BpfSkeleton")
          .inFile(host(""))
          .onLine(6);
    }
  }

  @Test
  void skeletonsThatUseTypesOfEachOtherAreErrors() throws Exception {
    assertThat(compile(TYPES, "typesOf = Host.class"))
        .hadErrorContaining("gen.Skel is to use its own types: name another class");

    JavaFileObject other =
        JavaFileObjects.forSourceString(
            "gen.Other",
            """
            package gen;
            @SuppressWarnings("bpfskel")
            @org.bpfskel.BpfSkeleton(value = "bpf/shared.bpf.o", typesOf = Host.class)
            interface Other {}
            """);
    assertThat(compile(TYPES, "typesOf = Other.class", other))
        .hadErrorContaining("uses types of this class itself: put those of both into a @BpfTypes");
  }

  @Test
  void classesWithoutPackageShareTypesToo() throws Exception {
    JavaFileObject holder =
        JavaFileObjects.forSourceString(
            "Bare", "@org.bpfskel.BpfTypes(\"bpf/shared.bpf.o\") public interface Bare {}");
    JavaFileObject user =
        JavaFileObjects.forSourceString(
            "Same",
            "@org.bpfskel.BpfSkeleton(value = \"bpf/test.bpf.o\", typesOf = Bare.class)"
                + "@SuppressWarnings(\"bpfskel\") interface Same {}");

    put("bpf/test.bpf.o", Clang.bpf(C.SEC + TYPES + USES));
    assertThat(compile(holder, user)).succeededWithoutWarnings();
  }

  @Test
  void whatIsWrongWithTheSharedObjectIsSaidOfBoth() throws Exception {
    put("bpf/shared.bpf.o", Clang.bpf(C.SEC + "int a;"));

    Compilation compilation = compile(TYPES);

    assertThat(compilation).hadErrorCount(2);
    assertThat(compilation).hadErrorContaining("the types of types.Shared cannot be had: ");
    assertThat(compilation).hadErrorContaining("has no struct, union or enum 'event'");
  }

  @Test
  void theObjectOfTypesIsCopiedForThoseWhoFindTheClassInAJar() throws Exception {
    Path elsewhere = classPath.resolve("elsewhere");
    Project.write(elsewhere.resolve("bpf/hidden.bpf.o"), object(TYPES));

    Compilation compilation =
        new SkeletonCompiler(classPath)
            .option("-Abpfskel.path=" + elsewhere)
            .compile(
                JavaFileObjects.forSourceString(
                    "gen.Hidden",
                    "package gen; @org.bpfskel.BpfTypes(\"bpf/hidden.bpf.o\") interface Hidden {}"));

    assertThat(compilation).generatedFile(StandardLocation.CLASS_OUTPUT, "bpf/hidden.bpf.o");
  }
}
