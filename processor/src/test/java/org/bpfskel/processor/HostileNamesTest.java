package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.bpfskel.btf.Printable;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A file's names may have any characters. Whatever they are, the generated class compiles and shows
 * them, and a message of the compiler cannot look like another.
 */
class HostileNamesTest {
  private static final String OBJECT = "bpf/test.bpf.o";

  @TempDir Path classPath;

  static List<String> names() {
    return HostileNames.ALL;
  }

  /** One of each kind; which characters are shown how, PrintableTest holds. */
  static List<String> some() {
    return List.of("\nBUILD SUCCESS", "\u001b[2J\u001b[31m", "\u202etxet\u2066", "größe");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyKindOfNameIsShownInTheClassAndLeftAsItIsInItsConstants(String name) throws Exception {
    byte[] object =
        HostileNames.patch(
            Clang.bpf(
                C.SEC
                    + """
                    enum QQQQQQQQQQQQQQQQ_e { QQQQQQQQQQQQQQQQ_c = 1 };
                    typedef int QQQQQQQQQQQQQQQQ_t;
                    struct QQQQQQQQQQQQQQQQ_s {
                      enum QQQQQQQQQQQQQQQQ_e QQQQQQQQQQQQQQQQ_em;
                      QQQQQQQQQQQQQQQQ_t QQQQQQQQQQQQQQQQ_tm;
                      int m_QQQQQQQQQQQQQQQQ;
                      int QQQQQQQQQQQQQQQQ_bits : 3;
                      QQQQQQQQQQQQQQQQ_t QQQQQQQQQQQQQQQQ_array[2];
                      struct { int QQQQQQQQQQQQQQQQ_inner; } QQQQQQQQQQQQQQQQ_struct;
                      int QQQQQQQQQQQQQQQQ_flexible[];
                    };
                    struct {
                      __uint(type, 1);
                      __uint(max_entries, 1);
                      __type(key, QQQQQQQQQQQQQQQQ_t);
                      __type(value, struct QQQQQQQQQQQQQQQQ_s);
                    } QQQQQQQQQQQQQQQQ_map SEC(".maps");
                    struct QQQQQQQQQQQQQQQQ_o {
                      int (*QQQQQQQQQQQQQQQQ_call)(QQQQQQQQQQQQQQQQ_t QQQQQQQQQQQQQQQQ_arg);
                      char QQQQQQQQQQQQQQQQ_text[8];
                    };
                    SEC("struct_ops/QQQQQQQQQQQQQQQQ") int QQQQQQQQQQQQQQQQ_run(void *ctx) { return 0; }
                    SEC(".struct_ops") struct QQQQQQQQQQQQQQQQ_o QQQQQQQQQQQQQQQQ_ops = {
                      .QQQQQQQQQQQQQQQQ_call = (void *)QQQQQQQQQQQQQQQQ_run,
                    };
                    QQQQQQQQQQQQQQQQ_t QQQQQQQQQQQQQQQQ_variable = 1;
                    SEC(".data.QQQQQQQQQQQQQQQQ") int QQQQQQQQQQQQQQQQ_other = 1;
                    SEC("xdp/QQQQQQQQQQQQQQQQ") int QQQQQQQQQQQQQQQQ_program(void *ctx) { return 0; }
                    """),
            name);

    String source = new SkeletonCompiler(classPath).skeletonOf(object);

    assertThat(source.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f))).isTrue();
    // As in a string of Java, which is how messages show it too.
    String shown = Printable.of(HostileNames.of(name).replace("\\", "\\\\").replace("\"", "\\\""));
    assertThat(source).contains("program(\"" + ascii(shown) + "_program\")");
  }

  @ParameterizedTest
  @MethodSource("some")
  void anErrorIsOneLine(String name) throws Exception {
    String c =
        "SEC(\"xdp/QQQQQQQQQQQQQQQQ\") static int QQQQQQQQQQQQQQQQ_program(void *c) { return 0; }";
    Compilation compilation = compile(HostileNames.patch(Clang.bpf(C.SEC + c), name));

    assertThat(compilation).hadErrorCount(1);
    assertThat(messages(compilation))
        .containsExactly(
            "bpf/test.bpf.o: program '%1$s_program' in section 'xdp/%1$s' is static, and libbpf opens no object with a static program: remove 'static' from the function in C"
                .formatted(Printable.of(HostileNames.of(name))));
  }

  @ParameterizedTest
  @MethodSource("some")
  void aNoteIsOneLine(String name) throws Exception {
    String c =
        """
        struct ops { int (*run)(void); };
        SEC("struct_ops/run") int QQQQQQQQQQQQQQQQ_run(void *ctx) { return 0; }
        SEC(".struct_ops") struct ops impl = {};
        """;
    Compilation compilation = compile(HostileNames.patch(Clang.bpf(C.SEC + c), name));

    assertThat(compilation).succeeded();
    List<String> messages = messages(compilation);
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).contains(Printable.of(HostileNames.of(name)) + "_run");
    assertThat(messages.get(0)).isEqualTo(Printable.of(messages.get(0)));
  }

  @ParameterizedTest
  @MethodSource("some")
  void whatTheAnnotationSaysIsShownTheSameWay(String name) throws Exception {
    StringBuilder java = new StringBuilder();
    name.chars().forEach(c -> java.append("\\u%04x".formatted(c).replace("\\u000a", "\\n")));
    String text =
        java.toString()
            .replace("\\u000d", "\\r")
            .replace("\\u0022", "\\\"")
            .replace("\\u005c", "\\\\");

    for (JavaFileObject host :
        List.of(
            SkeletonCompiler.host("bpf/" + text, "Skel"),
            SkeletonCompiler.host(OBJECT, "Sk el" + text))) {
      Compilation compilation =
          new SkeletonCompiler(classPath).object(OBJECT, Clang.bpf("int x;")).compile(host);
      assertThat(compilation).hadErrorCount(1);
      assertThat(messages(compilation).get(0)).contains(Printable.of(name));
    }
  }

  private Compilation compile(byte[] object) throws Exception {
    Project.write(classPath.resolve(OBJECT), object);
    JavaFileObject host =
        JavaFileObjects.forSourceString(
            "Host", "@org.bpfskel.BpfSkeleton(\"" + OBJECT + "\") class Host {}");
    return Compiler.javac()
        .withProcessors(new BpfSkeletonProcessor())
        .withClasspath(
            Stream.concat(ClassPaths.USER.stream(), Stream.of(classPath.toFile())).toList())
        .compile(host);
  }

  private static List<String> messages(Compilation compilation) {
    return compilation.diagnostics().stream()
        .filter(d -> d.getKind() != Diagnostic.Kind.OTHER)
        .map(d -> d.getMessage(Locale.ROOT))
        .toList();
  }

  private static String ascii(String text) {
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      ascii.append(c < 128 ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return ascii.toString();
  }
}
