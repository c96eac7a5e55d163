package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
      Object layout = shadow.getMethod("layout").invoke(null);
      assertThat(layout).isEqualTo(StructLayout.read(btf, btf.find("large_ops", BtfKind.STRUCT)));
    }
  }

  @Test
  void manyProgramsTheirLinksAndManyVariables() throws Exception {
    StringBuilder c = new StringBuilder(C.SEC);
    for (int i = 0; i < MANY; i++) {
      c.append("SEC(\"?struct_ops/p\") int p%1$d(void *ctx) { return 0; }\n".formatted(i));
      c.append("int v%d;\n".formatted(i));
    }
    String source = new SkeletonCompiler(root).skeletonOf(Clang.bpf(c.toString()));

    for (int i : List.of(0, MANY / 2, MANY - 1)) {
      assertThat(source)
          .contains("StructOpsProgram p%1$d = structOpsProgram(\"p%1$d\");".formatted(i));
      assertThat(source).contains("this.links.p%1$d = attach(".formatted(i));
      assertThat(source).contains("links.p%1$d = detach(".formatted(i));
      assertThat(source).contains("public final IntVar v%1$d = int32(".formatted(i));
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
      assertThat(((StructLayout) value.getMethod("layout").invoke(null)).members()).hasSize(6_000);
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
  void anonymousStructsAsDeepAsTheKernelTakesThem() throws Exception {
    String source = new SkeletonCompiler(root).skeletonOf(Clang.bpf(nested(30)));

    assertThat(source).contains(".int32(\"innermost\", \"int\", 0)");
    assertThat(source).contains(".int32(\"m29\", \"int\", 120)");
  }

  @Test
  void anonymousStructsDeeperThanTheKernelTakesThemAreRefused() throws Exception {
    var compilation =
        new SkeletonCompiler(root)
            .object("bpf/test.bpf.o", Clang.bpf(nested(40)))
            .compile(SkeletonCompiler.host("bpf/test.bpf.o", "Skel"));

    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation.errors().get(0).getMessage(Locale.ROOT)).contains("nested too deep");
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

  private Project compiled(byte[] object) throws Exception {
    Path objects = root.resolve("objects");
    Project.write(objects.resolve("test.bpf.o"), object);
    Project project =
        new Project(root)
            .source("App.java", "@org.bpfskel.BpfSkeleton(\"test.bpf.o\") public class App {}");
    project.compiles(List.of(objects), "-Xlint:all", "-Werror");
    return project;
  }

  private static String nested(int depth) {
    StringBuilder members = new StringBuilder("int innermost;");
    for (int i = 0; i < depth; i++) {
      members.insert(0, "struct { ").append(" }; int m%d;".formatted(i));
    }
    return "struct deep { " + members + " } deep;";
  }

  private static String manyMembers() {
    StringBuilder c =
        new StringBuilder(C.SEC + "struct point { int x, y; };\nstruct large_ops {\n");
    for (int i = 0; i < MANY; i++) {
      c.append(DECLARATIONS.get(i % DECLARATIONS.size()).formatted(i)).append('\n');
    }
    return c + "};\nSEC(\".struct_ops.link\") struct large_ops large = { .m0 = 1 };\n";
  }
}
