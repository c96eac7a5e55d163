package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The annotation may stand on any type; the skeleton goes into its package. */
class HostsTest {
  @TempDir Path classPath;

  private SkeletonCompiler compiler;

  @BeforeEach
  void objects() throws Exception {
    compiler =
        new SkeletonCompiler(classPath)
            .object("bpf/testmod.bpf.o", BpfObjects.testmod())
            .object("bpf/tcp_cc.bpf.o", BpfObjects.bytes("bpf/tcp_cc.bpf.o"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public class Host { TestmodSkel skel; }",
        "class Host { TestmodSkel skel; }",
        "interface Host { TestmodSkel skel(); }",
        "enum Host { ONE; TestmodSkel skel; }",
        "record Host(TestmodSkel skel) {}",
        "@interface Host {}",
        "class Host<T extends Comparable<? super T>> { TestmodSkel skel; T value; }",
        "record Host<T>(TestmodSkel skel, T value) {}",
        "sealed interface Host { record One(TestmodSkel skel) implements Host {} }",
        "abstract class Host implements java.util.function.Supplier<TestmodSkel.BpfTestmodOps> {}",
        "class Host extends java.util.ArrayList<TestmodSkel> { static final long serialVersionUID = 1; }"
      })
  void anyKindOfType(String host) throws Exception {
    assertGenerates(
        "com.acme.TestmodSkel",
        "com.acme.Host",
        """
        package com.acme;
        @org.bpfskel.BpfSkeleton("bpf/testmod.bpf.o")
        """
            + host);
  }

  @Test
  void nestedType() throws Exception {
    assertGenerates(
        "com.acme.TestmodSkel",
        "com.acme.Outer",
        """
        package com.acme;
        class Outer {
          static class Inner {
            @org.bpfskel.BpfSkeleton("bpf/testmod.bpf.o")
            private interface Innermost { TestmodSkel skel(); }
          }
        }
        """);
  }

  @Test
  void nestedTypesOfAGenericType() throws Exception {
    Compilation compilation =
        assertGenerates(
            "com.acme.First",
            "com.acme.Outer",
            """
            package com.acme;
            import org.bpfskel.BpfSkeleton;
            class Outer<T> {
              @BpfSkeleton(value = "bpf/testmod.bpf.o", name = "First")
              class Inner<U> { First first; T t; U u; }
              @BpfSkeleton(value = "bpf/testmod.bpf.o", name = "Second")
              enum Nested { ONE; Second second; }
            }
            """);

    assertThat(SkeletonCompiler.source(compilation, "com.acme.Second")).contains("class Second");
  }

  @Test
  void typeInAPackageWithAnnotationsOfItsOwn() throws Exception {
    Compilation compilation =
        compiler.compile(
            JavaFileObjects.forSourceString(
                "com.acme.package-info",
                "/** Skeletons. */ @javax.annotation.processing.Generated(\"x\") package com.acme;"),
            JavaFileObjects.forSourceString(
                "com.acme.Host",
                "package com.acme; @org.bpfskel.BpfSkeleton(\"bpf/testmod.bpf.o\")"
                    + " class Host { Class<?> skel = TestmodSkel.class; }"));

    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void typeInNoPackage() throws Exception {
    assertGenerates(
        "TestmodSkel",
        "Host",
        """
        @org.bpfskel.BpfSkeleton("bpf/testmod.bpf.o")
        class Host { TestmodSkel skel; }
        """);
  }

  @Test
  void typeThatOnlyExistsAfterARoundOfItsOwn() throws Exception {
    assertGenerates(
        "com.acme.TestmodSkel",
        "com.acme.Host",
        """
        package com.acme;
        import static com.acme.TestmodSkel.open;
        import org.bpfskel.BpfSkeleton;
        @BpfSkeleton("bpf/testmod.bpf.o")
        class Host { TestmodSkel.BpfTestmodOps ops = open().structOps.testmod_1; }
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        @BpfSkeleton("bpf/testmod.bpf.o")
        @Deprecated
        @BpfSkeleton(name = "CongestionControls", value = "bpf/tcp_cc.bpf.o")
        """,
        """
        @BpfSkeleton.List({
          @BpfSkeleton("bpf/testmod.bpf.o"),
          @BpfSkeleton(name = "CongestionControls", value = "bpf/tcp_cc.bpf.o")
        })
        """
      })
  void typeWithTwoSkeletons(String annotations) throws Exception {
    Compilation compilation =
        assertGenerates(
            "com.acme.TestmodSkel",
            "com.acme.Host",
            "package com.acme; import org.bpfskel.BpfSkeleton;\n"
                + annotations
                + "class Host { TestmodSkel first; CongestionControls second; }");

    assertThat(SkeletonCompiler.source(compilation, "com.acme.CongestionControls"))
        .contains("from bpf/tcp_cc.bpf.o");
  }

  @Test
  void twoTypesWithOneObject() throws Exception {
    String host =
        """
        package com.acme.%1$s;
        @org.bpfskel.BpfSkeleton("bpf/testmod.bpf.o")
        class Host { TestmodSkel skel; }
        """;
    Compilation compilation =
        compiler.compile(
            JavaFileObjects.forSourceString("com.acme.one.Host", host.formatted("one")),
            JavaFileObjects.forSourceString("com.acme.two.Host", host.formatted("two")));

    assertThat(compilation).succeededWithoutWarnings();
    SkeletonCompiler.source(compilation, "com.acme.one.TestmodSkel");
    SkeletonCompiler.source(compilation, "com.acme.two.TestmodSkel");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp_cc.bpf.o=TcpCcSkel",
        "a/b/x.o=XSkel",
        "my-prog.v2.bpf.o=MyProgV2Skel",
        "1st.bpf.o=_1stSkel",
        "BIG.bpf.o=BIGSkel",
        "raw=RawSkel"
      })
  void defaultNameComesFromTheFile(String resourceAndName) throws Exception {
    String[] parts = resourceAndName.split("=", 2);
    compiler.object(parts[0], BpfObjects.testmod());

    assertGenerates(
        "com.acme." + parts[1],
        "com.acme.Host",
        "package com.acme; @org.bpfskel.BpfSkeleton(\"%s\") class Host { %s skel; }"
            .formatted(parts[0], parts[1]));
  }

  private Compilation assertGenerates(String skeleton, String host, String source)
      throws Exception {
    Compilation compilation = compiler.compile(JavaFileObjects.forSourceString(host, source));
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(SkeletonCompiler.source(compilation, skeleton))
        .contains("extends GeneratedSkeleton {");
    return compilation;
  }
}
