package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Path;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class that cannot be generated under its name is one compile error on the annotation. */
class BadNamesTest {
  private static final String OBJECT = "bpf/testmod.bpf.o";

  /** Where the name stands in the host. */
  private static final int LINE = 5;

  @TempDir Path classPath;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1Skel",
        "My Skel",
        "com.acme.Skel",
        "Skel.Inner",
        "Skel-1",
        "class",
        "null",
        "_",
        "record",
        "var",
        "yield",
        "sealed",
        "permits",
        "Skel;"
      })
  void noIdentifier(String name) throws Exception {
    JavaFileObject host = SkeletonCompiler.host(OBJECT, name);

    assertThat(compile(host)).hadErrorCount(1);
    assertThat(compile(host))
        .hadErrorContaining("\"" + name + "\" is not a Java class name: give a simple name")
        .inFile(host)
        .onLine(LINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Progs", "Maps", "Links", "StructOps", "Members", "GeneratedLayout", "LAYOUT"})
  void nameOfAClassInsideOfIt(String name) throws Exception {
    JavaFileObject host = SkeletonCompiler.host(OBJECT, name);

    assertThat(compile(host)).hadErrorCount(1);
    assertThat(compile(host))
        .hadErrorContaining("a skeleton uses the name " + name + " inside: give it another name")
        .inFile(host)
        .onLine(LINE);
  }

  @Test
  void nameThatLeavesNoRoomInFileNames() throws Exception {
    JavaFileObject host = SkeletonCompiler.host(OBJECT, "é".repeat(101));

    assertThat(compile(host)).hadErrorCount(1);
    assertThat(compile(host))
        .hadErrorContaining("has 202 bytes, and file systems could not hold the class files")
        .inFile(host)
        .onLine(LINE);
  }

  @Test
  void nameOfTheHost() throws Exception {
    JavaFileObject host = SkeletonCompiler.host(OBJECT, "Host");

    assertThat(compile(host)).hadErrorCount(1);
    assertThat(compile(host))
        .hadErrorContaining(
            "there is a class gen.Host already: give the generated one another name")
        .inFile(host)
        .onLine(LINE);
  }

  @Test
  void nameOfAnotherClass() throws Exception {
    JavaFileObject host = SkeletonCompiler.host(OBJECT, "Other");
    JavaFileObject other =
        JavaFileObjects.forSourceString("gen.Other", "package gen; class Other {}");

    assertThat(compile(host, other)).hadErrorCount(1);
    assertThat(compile(host, other))
        .hadErrorContaining(
            "there is a class gen.Other already: give the generated one another name")
        .inFile(host)
        .onLine(LINE);
  }

  @Test
  void defaultNameOfAnotherClass() throws Exception {
    JavaFileObject host =
        JavaFileObjects.forSourceString(
            "gen.TestmodSkel",
            """
            package gen;
            @org.bpfskel.BpfSkeleton(
                "bpf/testmod.bpf.o")
            class TestmodSkel {}
            """);

    assertThat(compile(host)).hadErrorCount(1);
    assertThat(compile(host))
        .hadErrorContaining("there is a class gen.TestmodSkel already")
        .inFile(host)
        .onLine(3);
  }

  @Test
  void twoSkeletonsOfOneHostWithOneName() throws Exception {
    JavaFileObject host =
        JavaFileObjects.forSourceString(
            "gen.Host",
            """
            package gen;
            @org.bpfskel.BpfSkeleton("bpf/testmod.bpf.o")
            @org.bpfskel.BpfSkeleton(
                "bpf/testmod.bpf.o")
            class Host { TestmodSkel skel; }
            """);
    Compilation compilation = compile(host);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining(
            "gen.TestmodSkel is generated for gen.Host already:"
                + " give one of the two another name")
        .inFile(host)
        .onLine(4);
  }

  @Test
  void twoHostsWithOneName() throws Exception {
    JavaFileObject first = SkeletonCompiler.host(OBJECT, "Skel");
    JavaFileObject second =
        JavaFileObjects.forSourceString(
            "gen.Second",
            """
            package gen;
            @org.bpfskel.BpfSkeleton(value = "bpf/testmod.bpf.o",
                name = "Skel")
            class Second { Skel skel; }
            """);
    Compilation compilation = compile(first, second);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining(
            "gen.Skel is generated for gen.Host already: give one of the two another name")
        .inFile(second)
        .onLine(3);
  }

  private Compilation compile(JavaFileObject... sources) throws Exception {
    return new SkeletonCompiler(classPath).object(OBJECT, BpfObjects.testmod()).compile(sources);
  }
}
