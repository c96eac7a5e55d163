package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fields of arrays of no fixed length that structs end with. */
class FlexibleArraysTest {
  @TempDir Path classPath;

  private String skeletonOf(String struct) throws Exception {
    String source =
        new SkeletonCompiler(classPath).skeletonOf(Clang.bpf(C.SEC + struct + " value;"));
    return source.replaceAll("\n +\\* ", " ").replaceAll("\n +", " ");
  }

  @Test
  void charactersAreBytesThatBeginEmpty() throws Exception {
    String source = skeletonOf("struct event { int n; char kind; char data[]; }");

    assertThat(source).contains("C: {@code char data[0]}, offset 5, signed, as many elements as");
    assertThat(source).contains("public byte[] data = {};");
    assertThat(source).contains("data = image.flexible(2, data, byte[]::new);");
    assertThat(source).contains("image.flexible(2, data);");
    assertThat(source).contains(".flexible(\"data\", \"char[0]\", 5, GeneratedLayout.INT8, 1)");
  }

  @Test
  void structsTextsAndRowsHaveArraysOfTheirOwn() throws Exception {
    assertThat(
            skeletonOf(
                "struct point { short x; int y; }; struct path { int n; struct point p[0]; }"))
        .contains("p = image.flexible(1, p, Point[]::new, Point::new);");
    assertThat(skeletonOf("struct names { int n; char names[][16]; }"))
        .contains("public String[] names = {};");
    assertThat(skeletonOf("struct grid { int n; int cells[][4]; }"))
        .contains("cells = image.flexible(1, cells, length -> new int[length][4]);");
    assertThat(skeletonOf("enum e { A, B }; struct es { int n; enum e each[]; }"))
        .contains("public int[] each = {};");
    assertThat(skeletonOf("struct shared { union { int a; long b; }; unsigned rest[]; }"))
        .contains("rest = image.flexible(2, rest, int[]::new);");
    assertThat(skeletonOf("struct in { int n; struct { int m; long rest[]; }; }"))
        .contains("rest = image.flexible(2, rest, long[]::new);");
  }

  @Test
  void arraysElsewhereHaveNoField() throws Exception {
    String reason = ": an array of no fixed length has no place in the struct";
    assertThat(skeletonOf("struct first { int rest[0]; int n; }")).contains(reason);
    assertThat(skeletonOf("struct u { int n; union { int a[0]; char b[0]; }; }")).contains(reason);
    assertThat(skeletonOf("union u { int n; char b[0]; }")).contains(reason);
    assertThat(skeletonOf("struct wide { int n; __int128 rest[]; }")).contains(reason);
  }
}
