package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects whose code does not fit into one method or one chain of calls of Java. */
class LargeObjectsTest {
  private static final int MANY = 5_000;
  private static final List<String> DECLARATIONS =
      List.of("int m%d;", "char m%d[16];", "int (*m%d)(void);", "struct point m%d;");

  @TempDir Path root;

  @Test
  void structOfManyMembersHasTheLayoutInTheObject() throws Exception {
    byte[] object = Clang.bpf(manyMembers());
    Project project = compiled(object);

    Btf btf = Btf.parse(BtfSection.of(object));
    try (var loader = new URLClassLoader(new URL[] {project.output.toUri().toURL()})) {
      Class<?> shadow = Class.forName("TestSkel$LargeOps", true, loader);
      StructLayout layout = WrittenLayout.of(shadow);
      assertThat(layout).isEqualTo(StructLayout.read(btf, btf.find("large_ops", BtfKind.STRUCT)));
    }
  }

  @Test
  void manyProgramsMapsVariablesLinksAndMembersAtOnce() throws Exception {
    Project project =
        compiled(Clang.bpf(manyMembers() + manyMaps() + manyVariables() + manyPrograms()));

    try (var loader = new URLClassLoader(new URL[] {project.output.toUri().toURL()})) {
      assertThat(fields(loader, "Progs")).containsExactlyElementsIn(names("p"));
      assertThat(fields(loader, "Bss")).containsExactlyElementsIn(names("v"));
      assertThat(fields(loader, "LargeOps")).containsExactlyElementsIn(names("m"));
      List<String> maps = names("map");
      maps.addAll(List.of("large", "bss"));
      assertThat(fields(loader, "Maps")).containsExactlyElementsIn(maps);
      List<String> links = names("p");
      links.add("large");
      assertThat(fields(loader, "Links")).containsExactlyElementsIn(links);
    }
  }

  /** More than one constructor could fill. */
  @Test
  void structOfManyStructs() throws Exception {
    StringBuilder c = new StringBuilder("struct point { int x, y; };\nstruct large {\n");
    for (int i = 0; i < 6_000; i++) {
      c.append("struct point m%d;\n".formatted(i));
    }
    Project project = compiled(Clang.bpf(c + "} large;"));

    try (var loader = new URLClassLoader(new URL[] {project.output.toUri().toURL()})) {
      Class<?> value = Class.forName("TestSkel$Large", true, loader);
      assertThat(value.getFields()).hasLength(6_000);
      assertThat(WrittenLayout.of(value).members()).hasSize(6_000);
    }
  }

  @Test
  void enumOfManyConstants() throws Exception {
    StringBuilder c = new StringBuilder("enum large {\n");
    for (int i = 0; i < 40_000; i++) {
      c.append("C%d,\n".formatted(i));
    }
    Project project = compiled(Clang.bpf(c + "} large = C39999;"));

    try (var loader = new URLClassLoader(new URL[] {project.output.toUri().toURL()})) {
      Class<?> constants = Class.forName("TestSkel$Large", true, loader);
      assertThat(constants.getFields()).hasLength(40_000);
    }
  }

  @Test
  void anonymousStructsAsDeepAsClangTakesThem() throws Exception {
    String source = new SkeletonCompiler(root).skeletonOf(Clang.bpf(nested("", 250)));

    assertThat(source).contains(".int32(\"innermost\", \"int\", 0)");
    assertThat(source).contains(".int32(\"m249\", \"int\", 1000)");
  }

  /** Of these each is a class, and an object in the one around it. */
  @Test
  void structsEmbeddedByNameTooDeepAreRefusedByName() throws Exception {
    var compilation =
        new SkeletonCompiler(root)
            .object("bpf/test.bpf.o", Clang.bpf(nested("inner%d", 40)))
            .compile(SkeletonCompiler.host("bpf/test.bpf.o", "Skel"));

    assertThat(compilation.errors()).hasSize(1);
    String message = compilation.errors().get(0).getMessage(Locale.ROOT);
    assertThat(message).contains("deeper than 32 levels: embed fewer");
    assertThat(message).doesNotContain("damaged");
  }

  @Test
  void asManyDataSectionsAsOneConstructorFills() throws Exception {
    compiled(Clang.bpf(manySections(2_000)));

    var compilation =
        new SkeletonCompiler(root)
            .object("bpf/test.bpf.o", Clang.bpf(manySections(2_001)))
            .compile(SkeletonCompiler.host("bpf/test.bpf.o", "Skel"));
    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation.errors().get(0).getMessage(Locale.ROOT))
        .contains("global variables in 2001 sections, and a skeleton takes at most 2000");
  }

  /** 20 MiB of data, which no heap of 96 MiB could hold more than a few times. */
  @Test
  void largeObjectIsReadInLittleMemory() throws Exception {
    Path objects = root.resolve("objects");
    byte[] object = Clang.bpf("char large[20 << 20] = {1}; int small = 2;");
    assertThat(object.length).isAtLeast(20 << 20);
    Project.write(objects.resolve("test.bpf.o"), object);
    Path host = root.resolve("App.java");
    Files.writeString(host, "@org.bpfskel.BpfSkeleton(\"test.bpf.o\") class App { TestSkel s; }");

    new JavacProcess(root)
        .processorPath()
        .option("-J-Xmx96m", "-cp", ClassPaths.join(ClassPaths.USER, objects.toFile()))
        .option("-d", root.resolve("classes").toString())
        .sources(List.of(host))
        .run()
        .succeededWithoutMessages();
  }

  @Test
  void anObjectThatTheHeapDoesNotHoldIsAnErrorAtTheAnnotation() throws Exception {
    Path objects = root.resolve("objects");
    Project.write(objects.resolve("test.bpf.o"), new byte[120 << 20]);
    Path host = root.resolve("App.java");
    Files.writeString(host, "@org.bpfskel.BpfSkeleton(\"test.bpf.o\") class App {}");

    JavacProcess.Result result =
        new JavacProcess(root)
            .processorPath()
            .option("-J-Xmx96m", "-cp", ClassPaths.join(ClassPaths.USER, objects.toFile()))
            .option("-d", root.resolve("classes").toString())
            .sources(List.of(host))
            .run();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.messages())
        .contains(
            "App.java:1: error: test.bpf.o takes more memory than the compiler has"
                + " (java.lang.OutOfMemoryError");
    assertThat(result.messages()).contains("1 error");
  }

  private Project compiled(byte[] object) throws Exception {
    Path objects = root.resolve("objects");
    Project.write(objects.resolve("test.bpf.o"), object);
    Project project =
        new Project(root)
            .source("App.java", "@org.bpfskel.BpfSkeleton(\"test.bpf.o\") public class App {}");
    project.compiles(List.of(objects), "-Xlint:all", "-Werror");
    return project;
  }

  private static String nested(String name, int depth) {
    StringBuilder members = new StringBuilder("int innermost;");
    for (int i = 0; i < depth; i++) {
      members.insert(0, "struct { ").append(" } %s; int m%d;".formatted(name.formatted(i), i));
    }
    return "struct deep { " + members + " } deep;";
  }

  private static String manySections(int sections) {
    return C.SEC
        + IntStream.range(0, sections)
            .mapToObj(i -> "int v%1$d SEC(\".data.s%1$d\") = 1;\n".formatted(i))
            .collect(Collectors.joining());
  }

  private static String manyMembers() {
    StringBuilder c =
        new StringBuilder(C.SEC + "struct point { int x, y; };\nstruct large_ops {\n");
    for (int i = 0; i < MANY; i++) {
      c.append(DECLARATIONS.get(i % DECLARATIONS.size()).formatted(i)).append('\n');
    }
    return c + "};\nSEC(\".struct_ops.link\") struct large_ops large = { .m0 = 1 };\n";
  }

  /** Public fields of a nested class, which is initialized. */
  private static List<String> fields(ClassLoader loader, String nested) throws Exception {
    Field[] fields = Class.forName("TestSkel$" + nested, true, loader).getFields();
    return Arrays.stream(fields).map(Field::getName).toList();
  }

  private static List<String> names(String stem) {
    return IntStream.range(0, MANY).mapToObj(i -> stem + i).collect(Collectors.toList());
  }

  private static String manyMaps() {
    return "struct { __uint(type, 2); __type(key, int); __type(value, int); } %s;\n"
        .formatted(String.join(" SEC(\".maps\"),", names("map")) + " SEC(\".maps\")");
  }

  private static String manyVariables() {
    return "int %s;\n".formatted(String.join(", ", names("v")));
  }

  /** In assembly: clang goes through all variables again at each function in C. */
  private static String manyPrograms() {
    StringBuilder c = new StringBuilder("__asm__(\".section \\\"?raw_tp/p\\\", \\\"ax\\\"\\n\"\n");
    for (String name : names("p")) {
      c.append(
          "\".globl NAME; .type NAME, @function; NAME: r0 = 0; exit\\n\"\n".replace("NAME", name));
      c.append("\".size NAME, . - NAME\\n\"\n".replace("NAME", name));
    }
    return c + "\".previous\");\n";
  }
}
