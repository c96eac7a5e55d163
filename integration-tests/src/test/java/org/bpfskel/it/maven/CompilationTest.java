package org.bpfskel.it.maven;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.internal.object.UnstrippedObject;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the goal {@code compile} compiles, and what it says. */
@NeedsMavenPlugin
final class CompilationTest {
  private static final String SOURCE = "src/main/bpf/exec.bpf.c";
  private static final String OBJECT = "target/classes/bpf/exec.bpf.o";

  @TempDir Path folder;

  private static final String WHOLE = "target/bpfskel/unstripped/classes/bpf/exec.bpf.o";

  private Path repository;
  private MavenProject project;

  @BeforeEach
  void installs() throws IOException {
    repository = LocalRepository.create(folder.resolve("repository"));
    project = project("project");
  }

  private MavenProject project(String name) throws IOException {
    Toolchain toolchain = Toolchain.some().get(0);
    return new MavenProject(folder.resolve(name), toolchain, repository).module("");
  }

  @Test
  void errorsAndWarningsHaveFileAndLine() throws IOException {
    project.write("src/main/bpf/bad.h", "\n\nint bad = x;");
    project.write(SOURCE, "#include \"bad.h\"\n#warning mind the gap\n");

    Command run = project.run("compile");

    assertThat(run.exitCode()).isNotEqualTo(0);
    assertThat(run.output())
        .contains("[ERROR] In file included from " + project.path(SOURCE) + ":1:");
    assertThat(run.output())
        .contains("[ERROR] " + project.path("src/main/bpf/bad.h") + ":3:11: error: use of und");
    assertThat(run.output())
        .contains("[WARNING] " + project.path(SOURCE) + ":2:2: warning: mind the gap");
    assertThat(run.output()).contains("cannot compile " + project.path(SOURCE));
    assertThat(Files.exists(project.path(OBJECT))).isFalse();
  }

  @Test
  void sameBytesInEveryFolder() throws IOException {
    MavenProject other = project("some/other folder");
    for (MavenProject each : List.of(project, other)) {
      each.write("shared/include/shared.h", "static inline int f(int i) { return i / 2; }");
      each.write(SOURCE, "#include \"shared.h\"\nint g(int i) { return f(i); }\n");
      each.compiles("-Dbpfskel.compilerArgs=-I" + each.path("shared/include"));
    }

    for (String object : List.of(OBJECT, WHOLE)) {
      assertThat(Files.readAllBytes(other.path(object)))
          .isEqualTo(Files.readAllBytes(project.path(object)));
    }
  }

  @Test
  void debugInformationIsNotPackagedButKeptForTheProcessor() throws IOException {
    project.write(SOURCE, "int i;").compiles();
    byte[] packaged = Files.readAllBytes(project.path(OBJECT));
    byte[] whole = Files.readAllBytes(project.path(WHOLE));
    assertThat(new String(whole, ISO_8859_1)).contains(".debug_info");
    assertThat(UnstrippedObject.strip(packaged)).isEqualTo(packaged);
    assertThat(UnstrippedObject.read(project.path("target/classes"), "bpf/exec.bpf.o"))
        .isEqualTo(whole);

    project.compiles("-Dbpfskel.strip=false");
    assertThat(Files.readAllBytes(project.path(OBJECT))).isEqualTo(whole);
    assertThat(Files.exists(project.path(WHOLE))).isFalse();

    project.compiles();
    assertThat(Files.readAllBytes(project.path(OBJECT))).isEqualTo(packaged);
    Files.delete(project.path(WHOLE));
    project.compiles();
    assertThat(Files.readAllBytes(project.path(WHOLE))).isEqualTo(whole);
  }

  @Test
  void headersOfLibbpfComeWithThePlugin() throws IOException {
    project.write(
        SOURCE,
        """
        typedef signed char __s8; typedef unsigned char __u8; typedef unsigned short __u16;
        typedef int __s32; typedef unsigned int __u32; typedef long long __s64;
        typedef unsigned long long __u64; typedef __u16 __be16; typedef __u32 __be32, __wsum;
        #include <bpf/bpf_helpers.h>
        #include <bpf/bpf_tracing.h>
        #include <bpf/bpf_core_read.h>
        #include <bpf/bpf_endian.h>
        SEC("raw_tp/sys_enter")
        int on_sys_enter(void *ctx) { return bpf_htons(bpf_get_smp_processor_id()) & 1; }
        """);

    project.compiles("-Dbpfskel.compilerArgs=-nostdinc,-Werror");

    assertThat(Files.exists(project.path(OBJECT))).isTrue();
  }

  @Test
  void architectureGivesMacroAndByteOrder() throws IOException {
    project.write(
        SOURCE,
        """
        #ifndef __TARGET_ARCH_s390
        #error not for s390
        #endif
        int i;
        """);

    project.compiles("-Dbpfskel.architecture=s390");

    byte[] elf = Files.readAllBytes(project.path(OBJECT));
    assertThat(elf[5]).isEqualTo(2); // ELFDATA2MSB
  }

  @Test
  void skeletonThatNoProcessorWouldGenerateIsWarnedOf() throws IOException {
    project
        .write(
            "pom.xml",
            Files.readString(project.path("pom.xml"))
                .replaceAll("bpfskel-processor(</artifactId>)", "bpfskel-runtime$1"))
        .write(
            "src/main/java/App.java", "@org.bpfskel.BpfSkeleton(\"bpf/exec.bpf.o\") class App {}")
        .write(SOURCE, "int i;");

    String output = project.compiles();

    assertThat(output)
        .contains(
            "[WARNING] %s asks for a skeleton, but the compiler will not run the processor: add a"
                .formatted(project.path("src/main/java/App.java")));
    assertThat(output).contains("add a dependency on org.bpfskel:bpfskel-processor");
  }

  /** On a JDK from 23 on javac has to be told, for tests alone too. */
  @Test
  void skeletonsOfTestsAloneAreGenerated() throws IOException {
    project
        .write(
            "pom.xml",
            Files.readString(project.path("pom.xml")).replace("<goal>compile</goal>", ""))
        .write("src/test/bpf/probe.bpf.c", "int probe;")
        .write(
            "src/test/java/Probe.java",
            "@org.bpfskel.BpfSkeleton(\"bpf/probe.bpf.o\") class Probe { ProbeSkel skel; }");

    project.run("test-compile").succeeded();

    assertThat(project.has("target/test-classes/ProbeSkel$Bss.class", "probe")).isTrue();
  }

  @Test
  void aKernelThatChangedHasJavacLookAgain() throws IOException {
    project.write(
        "pom.xml",
        Files.readString(project.path("pom.xml"))
            .replace(
                "<configuration>",
                "<configuration><compilerArgs><arg>-Abpfskel.kernels=${project.basedir}/kernels"
                    + "</arg></compilerArgs>"));
    project.write(
        SOURCE,
        "__attribute__((section(\"fentry/verdict\"), used)) int traces(void *c) { return 0; }\n");
    project.write(
        "src/main/java/Host.java", "@org.bpfskel.BpfSkeleton(\"bpf/exec.bpf.o\") class Host {}");
    Path kernel = Files.createDirectories(project.path("kernels")).resolve("6.1.btf");
    Files.write(kernel, BpfObjects.bytes("bpf/network.bpf.o")); // has a function of that name
    project.compiles();

    Files.write(kernel, BpfObjects.bytes("bpf/tcp_cc.bpf.o"));
    Command run = project.run("compile");

    assertThat(run.exitCode()).isNotEqualTo(0);
    assertThat(run.output()).contains("Host is compiled again: its kernels changed");
    assertThat(run.output()).contains("kernel 6.1 refuses program 'traces'");
  }

  @Test
  void aRecordThatOnlyCodeUsesHasItsFieldsAnewAfterAChange() throws IOException {
    String record =
        """
        struct event { int pid; int %s; };
        __attribute__((section("socket"), used)) int program(void *context) {
          return (*(struct event **)context)->pid;
        }
        """;
    project.write(SOURCE, record.formatted("second"));
    project.write(
        "src/main/java/Host.java",
        "@org.bpfskel.BpfSkeleton(value = \"bpf/exec.bpf.o\", types = \"event\") class Host {}");
    project.compiles();
    byte[] packaged = Files.readAllBytes(project.path(OBJECT));
    assertThat(project.has("target/classes/ExecSkel$Event.class", "second")).isTrue();

    project.write(SOURCE, record.formatted("renamed")).compiles();

    assertThat(Files.readAllBytes(project.path(OBJECT))).isEqualTo(packaged);
    assertThat(project.has("target/classes/ExecSkel$Event.class", "renamed")).isTrue();
  }

  @Test
  void skipCompilesNothing() throws IOException {
    project.write(SOURCE, "no C");

    project.compiles("-Dbpfskel.skip");

    assertThat(Files.exists(project.path(OBJECT))).isFalse();
  }
}
