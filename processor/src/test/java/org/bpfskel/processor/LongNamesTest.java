package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C names around the 65,534 bytes that a name or a string has at most in a class file. */
class LongNamesTest {
  private static final int MAX = 65_534;

  @TempDir Path root;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "program | SEC(\"?struct_ops/p\") int NAME(void *ctx) { return 0; }",
        "map | MAP(NAME);",
        "map | struct ops { int i; } NAME SEC(\".struct_ops.link\") = { 1 };",
        "variable | int NAME;",
        "member | struct s { int NAME; } variable;",
        "struct | struct NAME { int i; } variable;",
        "union | union NAME { int i; long l; } variable;",
        "enum constant | enum e { NAME } variable;",
        "the type of variable 'variable', | typedef int NAME; NAME variable;",
        "the type of member 'member', | typedef int NAME; struct s { NAME member; } variable;",
      })
  void oneByteTooLongIsOneErrorThatNamesIt(String what, String c) throws Exception {
    String name = "n".repeat(MAX + 1);
    var compilation =
        new SkeletonCompiler(root)
            .object("bpf/test.bpf.o", Clang.bpf(source(c, name)))
            .compile(SkeletonCompiler.host("bpf/test.bpf.o", "Skel"));

    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation.errors().get(0).getMessage(Locale.ROOT))
        .matches(
            ("bpf/test.bpf.o: %s '%s' has a name of 655\\d\\d bytes, and Java's class files hold none"
                    + " of more than 65534: give it a shorter one in C")
                .formatted(what, name.substring(0, 40) + "…"));
  }

  @Test
  void longestNames() throws Exception {
    String c =
        """
        SEC("?struct_ops/p") int pNAME(void *ctx) { return 0; }
        MAP(mNAME);
        struct s { int fNAME; } struct_variable;
        enum e { eNAME } enum_variable;
        int vNAME;
        """;
    String name = "n".repeat(MAX - 1);
    String source = new SkeletonCompiler(root).skeletonOf(Clang.bpf(source(c, name)));

    for (String prefix : List.of("p", "m", "f", "e", "v")) {
      assertThat(source).containsMatch("\\W" + prefix + name + "( =|;)");
    }
  }

  private static String source(String c, String name) {
    return C.SEC
        + c.replace("MAP(NAME);", C.map(name))
            .replaceAll("MAP\\((\\w+)\\);", C.map("$1"))
            .replace("NAME", name);
  }
}
