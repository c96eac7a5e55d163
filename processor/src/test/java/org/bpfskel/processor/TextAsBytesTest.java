package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Path;
import javax.tools.JavaFileObject;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of char that are no text: the annotation says which are bytes. */
class TextAsBytesTest {
  private static final String SOURCE =
      C.SEC
          + """
          struct flow { char mac[6]; char name[16]; char hops[2][6]; };
          struct { __uint(type, 1); __uint(max_entries, 8);
                   __type(key, char[6]); __type(value, struct flow); } macs SEC(".maps");
          struct { __uint(type, 22); __uint(max_entries, 8); __type(value, char[32]); } sums
              SEC(".maps");
          struct { struct { char key[4]; } inner; } secret;
          char digest[32];
          char title[8];
          """;

  @TempDir Path classPath;

  private Compilation compile(String bytes) throws Exception {
    return new SkeletonCompiler(classPath)
        .object("bpf/test.bpf.o", Clang.bpf(SOURCE))
        .compile(host(bytes));
  }

  private static JavaFileObject host(String bytes) {
    return JavaFileObjects.forSourceString(
        "gen.Host",
        """
        package gen;

        @org.bpfskel.BpfSkeleton(
            value = "bpf/test.bpf.o",
            name = "Skel",
            bytes = {%s})
        @SuppressWarnings("bpfskel")
        final class Host {}
        """
            .formatted(bytes));
  }

  private String skeleton(String bytes) throws Exception {
    Compilation compilation = compile(bytes);
    assertThat(compilation).succeededWithoutWarnings();
    return SkeletonCompiler.source(compilation, "gen.Skel").replaceAll("\n +", " ");
  }

  @Test
  void membersOfStructsAreByteArrays() throws Exception {
    String source = skeleton("\"flow.mac\", \"flow.hops\"");

    assertThat(source).contains("public byte[] mac = new byte[6];");
    assertThat(source).contains("public byte[][] hops = new byte[2][6];");
    assertThat(source).contains("mac = image.array(0, new byte[6]);");
    assertThat(source).contains("{@code char mac[6]}");
    assertThat(source).contains("public String name = \"\";");
    assertThat(source).contains("ValueVar<String> digest = ");
  }

  @Test
  void soAreKeysValuesAndVariables() throws Exception {
    String source = skeleton("\"macs.key\", \" sums.value \", \"digest\"");

    assertThat(source).contains("BpfHashMap<byte[], Flow> macs = ");
    assertThat(source).contains("BpfQueue<byte[]> sums = ");
    assertThat(source).contains("ArrayVar<byte[], ByteVar> digest = ");
    assertThat(source).contains("ValueVar<String> title = ");
    assertThat(source).contains("public String mac = \"\";");
  }

  @Test
  void anonymousStructsGoByTheNameOfTheMemberThatTheyAre() throws Exception {
    assertThat(skeleton("\"inner.key\"")).contains("public byte[] key = new byte[4];");
  }

  @Test
  void withoutTheElementAllAreText() throws Exception {
    assertThat(skeleton("")).doesNotContain("byte[] ma");
  }

  @Test
  void oneThatIsNotThereIsAnErrorAtTheAnnotation() throws Exception {
    String bytes = "\"digest\", \"flow.address\"";
    Compilation compilation = compile(bytes);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining(
            "the object has no array of char 'flow.address': name a struct's member")
        .inFile(host(bytes))
        .onLine(6);
    assertThat(compilation).hadErrorContaining("; there are flow.mac, flow.name, flow.hops, ");
  }
}
