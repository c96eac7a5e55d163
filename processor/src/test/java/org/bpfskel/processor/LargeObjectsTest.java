package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
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
    Path objects = root.resolve("objects");
    Project.write(objects.resolve("test.bpf.o"), object);
    Project project =
        new Project(root)
            .source("App.java", "@org.bpfskel.BpfSkeleton(\"test.bpf.o\") public class App {}");
    project.compiles(List.of(objects), "-Xlint:all", "-Werror");

    Btf btf = Btf.parse(BtfSection.of(object));
    try (var loader = new URLClassLoader(new URL[] {project.output.toUri().toURL()})) {
      Class<?> shadow = Class.forName("TestSkel$LargeOps", true, loader);
      Object layout = shadow.getMethod("layout").invoke(null);
      assertThat(layout).isEqualTo(StructLayout.read(btf, btf.find("large_ops", BtfKind.STRUCT)));
    }
  }

  @Test
  void manyProgramsAndTheirLinks() throws Exception {
    StringBuilder c = new StringBuilder(C.SEC);
    for (int i = 0; i < MANY; i++) {
      c.append("SEC(\"?struct_ops/p%1$d\") int p%1$d(void *ctx) { return 0; }\n".formatted(i));
    }
    String source = new SkeletonCompiler(root).skeletonOf(Clang.bpf(c.toString()));

    for (int i : List.of(0, MANY / 2, MANY - 1)) {
      assertThat(source)
          .contains("StructOpsProgram p%1$d = structOpsProgram(\"p%1$d\");".formatted(i));
      assertThat(source).contains("links.p%1$d = attach(progs.p%1$d, links.p%1$d);".formatted(i));
      assertThat(source).contains("links.p%1$d = detach(links.p%1$d);".formatted(i));
    }
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
