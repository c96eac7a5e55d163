package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A skeleton of raw BTF: the struct_ops classes and the maps, to be opened with any object. */
class RawBtfTest {
  private static final String RESOURCE = "bpf/test.btf";

  @TempDir Path classPath;

  @Test
  void opensGivenObjectsAndFindsProgramsByName() throws Exception {
    Compilation compilation =
        new SkeletonCompiler(classPath)
            .object("bpf/testmod.btf", BtfSection.of(BpfObjects.testmod()))
            .compile(
                JavaFileObjects.forSourceString(
                    "com.acme.App",
                    """
                    package com.acme;

                    import java.nio.file.Path;
                    import org.bpfskel.*;

                    @BpfSkeleton("bpf/testmod.btf")
                    final class App {
                      static void run(Path file, byte[] bytes) {
                        try (TestmodSkel skel = TestmodSkel.open(file)) {
                          skel.structOps.testmod_1.data = 13;
                          skel.structOps.testmod_1.test_2 =
                              (StructOpsProgram) skel.object().program("test_3");
                          skel.load();
                          DataMap bss = skel.maps.bss;
                          skel.attach();
                          BpfLink link = skel.links.testmod_1;
                        }
                        TestmodSkel.open(bytes).close();
                      }
                    }
                    """));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(SkeletonCompiler.source(compilation, "com.acme.TestmodSkel"))
        .contains(
            """
             * Skeleton of the types in {@code bpf/testmod.btf}: 2 maps, 1 struct_ops variable.
             *
             * <pre>{@code
             * try (TestmodSkel skel = TestmodSkel.open(Path.of("object.bpf.o"))) {
             *   skel.structOps.testmod_1.test_1 =
             *       (StructOpsProgram) skel.object().program("test_1");
             *   skel.load();
             *   skel.attach();
             * }
             * }</pre>
            """);
  }

  @Test
  void hasNoObjectOfItsOwnAndNoPrograms() throws Exception {
    String source = skeletonOf(BpfObjects.testmod());

    assertThat(source).contains("OBJECT = ObjectSource.none(Skel.class);");
    assertThat(source).doesNotContain(" open()");
    assertThat(source).doesNotContain("openAndLoad");
    assertThat(source).doesNotContain("progs");
    assertThat(source).doesNotContain("resource(");
  }

  @Test
  void hasTheClassesOfTheObject() throws Exception {
    byte[] object = BpfObjects.bytes("bpf/members.bpf.o");
    String ofObject = new SkeletonCompiler(classPath).skeletonOf(object);

    String shadows = ofObject.substring(ofObject.indexOf("extends GeneratedShadow {"));
    assertThat(skeletonOf(object)).endsWith(shadows);
  }

  @Test
  void namesMapsOfEveryKind() throws Exception {
    String source =
        skeletonOf(
            Clang.bpf(
                C.SEC
                    + C.map("second_by_name")
                    + C.map("first_by_name")
                    + """
                    struct ops { int data; };
                    SEC("?.struct_ops") struct ops plain = { .data = 1 };
                    SEC(".struct_ops.link") struct ops linked = { .data = 1 };
                    extern int CONFIG_HZ __kconfig;
                    int zeroed, set = 1, custom SEC(".data.custom") = 1;
                    const volatile int fixed = 2;
                    SEC("socket") int run(void *ctx) {
                      return zeroed + set + fixed + custom + CONFIG_HZ;
                    }
                    """));

    assertThat(
            source
                .replaceAll("=\n +", "= ")
                .lines()
                .filter(line -> line.matches(".* = (map|dataMap|structOpsMap)\\(.*"))
                .map(String::strip))
        .containsExactly(
            "public final BpfArray<Integer> second_by_name = map(\"second_by_name\", Codec.INT32, BpfArray::of);",
            "public final BpfArray<Integer> first_by_name = map(\"first_by_name\", Codec.INT32, BpfArray::of);",
            "public final DataMap bss = dataMap(\".bss\");",
            "public final DataMap data = dataMap(\".data\");",
            "public final DataMap data_custom = dataMap(\".data.custom\");",
            "public final DataMap rodata = dataMap(\".rodata\");",
            "public final DataMap kconfig = dataMap(\".kconfig\");",
            "public final StructOpsMap plain = structOpsMap(\"plain\");",
            "public final StructOpsMap linked = structOpsMap(\"linked\");");
  }

  @Test
  void ofTheOtherByteOrder() throws Exception {
    String c = C.SEC + "struct ops { int data; }; SEC(\".struct_ops\") struct ops impl;";

    assertThat(skeletonOf(Clang.bpf(c, "-target", "bpfeb")))
        .isEqualTo(skeletonOf(Clang.bpf(c, "-target", "bpfel")));
  }

  @Test
  void isKnownByItsBytesWhateverItsName() throws Exception {
    byte[] btf = BtfSection.of(BpfObjects.testmod());

    assertThat(new SkeletonCompiler(classPath).skeletonOf(btf, "bpf/misnamed.bpf.o"))
        .contains("ObjectSource.none(Skel.class)");
  }

  @Test
  void nameThatWouldEndTheCommentIsNotInTheExample() throws Exception {
    byte[] btf =
        BtfSection.of(
            Clang.bpf(
                C.SEC
                    + "struct ops { int (*call_it)(void); }; SEC(\".struct_ops\") struct ops impl;"));
    byte[] name = "call_it".getBytes(US_ASCII);
    for (int at = 0; at < btf.length - name.length; at++) {
      if (Arrays.equals(btf, at, at + name.length, name, 0, name.length)) {
        btf[at] = '*';
        btf[at + 1] = '/';
      }
    }

    assertThat(new SkeletonCompiler(classPath).skeletonOf(btf, RESOURCE))
        .contains("public @Nullable StructOpsProgram __ll_it;");
  }

  @Test
  void isNotCopiedToTheClasses(@TempDir Path root) throws Exception {
    Project project =
        new Project(root)
            .source("App.java", "@org.bpfskel.BpfSkeleton(\"bpf/test.btf\") class App {}");
    Project.write(classPath.resolve(RESOURCE), BtfSection.of(BpfObjects.testmod()));
    project.compiles(List.of(), "-Abpfskel.path=" + classPath);

    assertThat(Project.files(project.output)).contains(project.output.resolve("TestSkel.class"));
    assertThat(Project.files(project.output)).doesNotContain(project.output.resolve(RESOURCE));
  }

  @Test
  void truncated() throws Exception {
    byte[] btf = BtfSection.of(BpfObjects.testmod());

    for (int length : List.of(2, 8, 23, 24, btf.length / 2, btf.length - 1)) {
      Compilation compilation =
          new SkeletonCompiler(classPath)
              .object(RESOURCE, Arrays.copyOf(btf, length))
              .compile(SkeletonCompiler.host(RESOURCE, "Skel"));
      assertThat(compilation).hadErrorCount(1);
      String message = compilation.errors().get(0).getMessage(Locale.ROOT);
      assertThat(message).startsWith("bpf/test.btf: the raw BTF is damaged or truncated (.BTF");
      assertThat(message).endsWith("): extract it again");
    }
  }

  private String skeletonOf(byte[] object) throws Exception {
    return new SkeletonCompiler(classPath).skeletonOf(BtfSection.of(object), RESOURCE);
  }
}
