package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.testing.compile.Compilation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An object that no skeleton can be made of is one compile error on the annotation's value, which
 * says what was found and what to do.
 */
class BadObjectsTest {
  private static final String OBJECT = "bpf/test.bpf.o";
  private static final JavaFileObject HOST = SkeletonCompiler.host(OBJECT, "Skel");

  /** Where the value stands in the host. */
  private static final int LINE = 4;

  @TempDir Path classPath;

  @Test
  void missing() {
    assertRefused(
        new SkeletonCompiler(classPath).compile(HOST),
        "bpf/test.bpf.o not found. Looked in: the class path; the class output (",
        "bpf/test.bpf.o); -Abpfskel.path (not given). Compile the object first,"
            + " or name its root directory or jar with -Abpfskel.path=DIR");
  }

  @Test
  void directory() throws Exception {
    Files.createDirectories(classPath.resolve(OBJECT));

    assertRefused(
        new SkeletonCompiler(classPath).compile(HOST),
        "bpf/test.bpf.o is a directory: name the object file in it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bpf/test.bpf.o",
        "../test.bpf.o",
        "bpf/../test.bpf.o",
        "./test.bpf.o",
        "bpf//test.bpf.o",
        "bpf/",
        "C:\\\\test.bpf.o",
        "c:test.bpf.o",
        "bpf/a test.bpf.o",
        "bpf/test.bpf.o?v=2",
        "bpf/test%.bpf.o"
      })
  void noResourceName(String value) {
    assertRefused(
        new SkeletonCompiler(classPath).compile(SkeletonCompiler.host(value, "Skel")),
        "\"%s\" is no resource name: write it relative to the class path's root"
            .formatted(value.replace("\\\\", "\\")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void noName(String value) {
    assertRefused(
        new SkeletonCompiler(classPath).compile(SkeletonCompiler.host(value, "Skel")),
        "the object's name is empty: name a resource such as bpf/testmod.bpf.o");
  }

  @Test
  void empty() throws Exception {
    assertRefused(
        new byte[0],
        "bpf/test.bpf.o: the file is empty;"
            + " compile the C source with clang -g -O2 -target bpf -c");
  }

  @Test
  void notElf() throws Exception {
    assertRefused(
        "int main() {}".getBytes(UTF_8),
        "bpf/test.bpf.o: this is not an ELF file;"
            + " compile the C source with clang -g -O2 -target bpf -c");
  }

  @Test
  void ofAnotherMachine() throws Exception {
    assertRefused(Clang.host("int x;"), "bpf/test.bpf.o: ", "not for BPF (247); compile the C");
  }

  @Test
  void withoutTypes() throws Exception {
    assertRefused(
        Clang.bpf("int x;", "-g0"),
        "bpf/test.bpf.o: the object has no type information (no .BTF section): compile it with -g");
  }

  @Test
  void withTruncatedTypes() throws Exception {
    byte[] object = BpfObjects.testmod();
    Section btf = section(object, ".BTF");
    sectionHeader(object, btf).putLong(32, btf.size() / 2);

    assertRefused(
        object,
        "bpf/test.bpf.o: its type information is damaged or truncated (.BTF",
        "compile it again with -g");
  }

  @Test
  void withoutSymbols() throws Exception {
    byte[] object = BpfObjects.testmod();
    int progbits = 1;
    sectionHeader(object, section(object, ".symtab")).putInt(4, progbits);

    assertRefused(
        object,
        "bpf/test.bpf.o: the object has no symbol table, it is stripped:"
            + " do not run strip, or llvm-strip -g only");
  }

  @Test
  void cutOff() throws Exception {
    byte[] object = BpfObjects.testmod();

    assertRefused(Arrays.copyOf(object, object.length / 2), "bpf/test.bpf.o: ");
  }

  @Test
  void leavesNoFileAndDoesNotKeepOthersFromTheirSkeletons(@TempDir Path root) throws Exception {
    Project project =
        new Project(root)
            .source("Bad.java", "@org.bpfskel.BpfSkeleton(\"bad.bpf.o\") class Bad {}")
            .source("Good.java", "@org.bpfskel.BpfSkeleton(\"good.bpf.o\") class Good {}");
    Project.write(classPath.resolve("bad.bpf.o"), new byte[0]);
    Project.write(classPath.resolve("good.bpf.o"), Clang.bpf(C.SEC + C.map("cache")));

    assertThat(project.compile(List.of(classPath))).hasSize(1);
    assertThat(Project.files(project.generated))
        .containsExactly(project.generated.resolve("GoodSkel.java"));
    assertThat(Project.files(project.output))
        .containsExactly(
            project.output.resolve(HostRecord.FOLDER).resolve("Good"),
            project
                .output
                .resolve(NativeImageResources.FOLDER)
                .resolve("Good")
                .resolve(NativeImageResources.FILE));
  }

  private void assertRefused(byte[] object, String... message) throws Exception {
    assertRefused(new SkeletonCompiler(classPath).object(OBJECT, object).compile(HOST), message);
  }

  private static void assertRefused(Compilation compilation, String... message) {
    assertThat(compilation).hadErrorCount(1);
    String found = compilation.errors().get(0).getMessage(Locale.ROOT);
    assertThat(found).startsWith(message[0]);
    for (String part : message) {
      assertThat(found).contains(part);
    }
    assertThat(found).doesNotContain("\tat ");
    assertThat(compilation.errors().get(0).getLineNumber()).isEqualTo(LINE);
  }

  private static Section section(byte[] object, String name) throws Exception {
    return ElfFile.parse(object).sections().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The section's header in the file, for editing. */
  private static ByteBuffer sectionHeader(byte[] object, Section section) {
    ByteBuffer file = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);
    int offset = (int) file.getLong(40) + 64 * section.index();
    return file.slice(offset, 64).order(ByteOrder.LITTLE_ENDIAN);
  }
}
