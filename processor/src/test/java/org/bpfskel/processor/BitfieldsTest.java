package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bitfields as fields of Java, and what their Javadoc says. */
class BitfieldsTest {
  @TempDir Path classPath;
  private String source = "";

  @BeforeEach
  void generate() throws Exception {
    source =
        new SkeletonCompiler(classPath)
            .skeletonOf(
                Clang.bpf(
                    C.SEC
                        + """
                        enum mode { OFF, ON };
                        struct s {
                          unsigned a:3; int b:32; unsigned c:32; _Bool f:1; enum mode m:2;
                          unsigned long long w:64; __int128 x:100;
                        } v;
                        """));
  }

  @Test
  void theJavadocHasTheDeclarationOfC() {
    assertThat(source)
        .contains("/** C: {@code unsigned int a:3}, offset 0, 3 bits from bit 0, unsigned. */");
    assertThat(source).contains("{@code _Bool f:1}, offset 12, 1 bit from bit 0.");
    assertThat(source).contains("{@code unsigned long long w:64}, offset 16, 64 bits from bit 0");
  }

  @Test
  void theFieldIsWideEnough() {
    assertThat(source).contains("public int a;");
    assertThat(source).contains("public int b;");
    assertThat(source).contains("public long c;");
    assertThat(source).contains("public boolean f;");
    assertThat(source).contains("public int m;");
    assertThat(source).contains("public long w;");
  }

  @Test
  void oneOfMoreBitsThanALongHasNone() {
    assertThat(source)
        .contains("<li>{@code __int128 x:100}, offset 32: a bitfield of a type wider than 64 bits");
    assertThat(source).doesNotContain(" x;");
  }
}
