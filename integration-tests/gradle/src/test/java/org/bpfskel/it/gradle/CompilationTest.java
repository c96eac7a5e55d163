package org.bpfskel.it.gradle;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.bpfskel.internal.object.UnstrippedObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How sources are compiled, and what is said of mistakes. */
@NeedsGradle
class CompilationTest {
  private static final String SOURCE = "src/main/bpf/exec.bpf.c";
  private static final String OBJECT = "build/bpfskel/main/objects/bpf/exec.bpf.o";

  @TempDir Path folder;

  private GradleProject project;

  @BeforeEach
  void writes() throws IOException {
    project =
        GradleProject.create(folder.resolve("project"), folder.resolve("cache"))
            .write("build.gradle", GradleProject.buildFile("java", ""));
  }

  private void configure(String lines) throws IOException {
    project.write("build.gradle", GradleProject.buildFile("java", "bpfskel { " + lines + " }"));
  }

  @Test
  void errorsAndWarningsHaveFileAndLine() throws IOException {
    project.write("src/main/bpf/bad.h", "\n\nint bad = x;");
    project.write(SOURCE, "#include \"bad.h\"\n#warning mind the gap\n");

    GradleBuild build = project.build("classes").failed();

    assertThat(build.outcome(":compileBpf")).isEqualTo("FAILED");
    assertThat(build.output()).contains("In file included from " + project.path(SOURCE) + ":1:");
    assertThat(build.output())
        .contains(project.path("src/main/bpf/bad.h") + ":3:11: error: use of undeclared");
    assertThat(build.output()).contains(project.path(SOURCE) + ":2:2: warning: mind the gap");
    assertThat(build.output()).contains("cannot compile " + project.path(SOURCE));
    assertThat(Files.exists(project.path(OBJECT))).isFalse();
  }

  @Test
  void headerThatIsMissingIsAnErrorUntilItIsThere() throws IOException {
    project.write(SOURCE, "#include \"later.h\"\nint i = LATER;\n");
    GradleBuild build = project.build("classes").failed();
    assertThat(build.output())
        .contains(project.path(SOURCE) + ":1:10: fatal error: 'later.h' file not found");

    project.write("src/main/bpf/later.h", "#define LATER 1\n");
    project.build("classes").succeeded();

    assertThat(Files.exists(project.path(OBJECT))).isTrue();
  }

  @Test
  void jarHasTheObjectWithoutDebugInformation() throws IOException {
    project.write(SOURCE, "int i;").build("jar").succeeded();
    Path whole = project.path("build/bpfskel/main/bpfskel/unstripped/objects/bpf/exec.bpf.o");
    byte[] compiled = Files.readAllBytes(whole);
    assertThat(packaged()).isEqualTo(UnstrippedObject.strip(compiled));
    assertThat(packaged().length).isLessThan(compiled.length / 2);

    configure("strip = false");
    project.build("jar").succeeded();
    assertThat(packaged()).isEqualTo(compiled);
    assertThat(Files.exists(whole)).isFalse();
  }

  /** The object in the jar. */
  private byte[] packaged() throws IOException {
    try (ZipFile jar = new ZipFile(project.path("build/libs/project.jar").toFile());
        InputStream object = jar.getInputStream(jar.getEntry("bpf/exec.bpf.o"))) {
      return object.readAllBytes();
    }
  }

  @Test
  void newestClangOnPathIsTaken() throws IOException {
    String file = "plugins { id 'java'; id 'org.bpfskel' version '%s' }";
    project.write("build.gradle", file.formatted(GradleProject.VERSION)).write(SOURCE, "int i;");

    project.build("classes").succeeded();
    assertThat(Files.exists(project.path(OBJECT))).isTrue();

    assertThat(project.build("classes", "-Pbpfskel.clang=/not/there").failed().output())
        .contains("the configured clang, /not/there, cannot be used");
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
    configure("flags = ['-nostdinc', '-Werror']");

    project.build("classes").succeeded();

    assertThat(Files.exists(project.path(OBJECT))).isTrue();
  }

  @Test
  void architectureGivesMacroAndByteOrder() throws IOException {
    project.write(SOURCE, "#ifndef __TARGET_ARCH_s390\n#error not for s390\n#endif\nint i;\n");
    configure("architecture = 's390'");
    project.build("classes").succeeded();
    assertThat(Files.readAllBytes(project.path(OBJECT))[5]).isEqualTo(2); // ELFDATA2MSB

    configure("architecture = 'vax'");
    assertThat(project.build("classes").failed().output())
        .contains("no architecture is called vax: set bpfskel.architecture to one of arm64,");
  }

  @Test
  void clangThatIsMissingIsSaid() throws IOException {
    project.write(SOURCE, "int i;");
    configure("clang = '/not/there/clang'");

    assertThat(project.build("classes").failed().output())
        .contains("the configured clang, /not/there/clang, cannot be used");
  }

  @Test
  void withoutSourcesNoClangIsNeeded() throws IOException {
    configure("clang = '/not/there/clang'");

    GradleBuild build = project.build("classes").succeeded();

    assertThat(build.outcome(":compileBpf")).isEqualTo("NO-SOURCE");
  }

  @Test
  void pluginWaitsForOneThatBringsJava() throws IOException {
    String file =
        "plugins { id 'org.bpfskel' version '%s' }\nbpfskel { clang = '%s' }\n"
            .formatted(GradleProject.VERSION, System.getProperty("clang"));
    project.write(SOURCE, "int i;").write("build.gradle", file);
    assertThat(project.build("bpfDoctor").succeeded().output())
        .contains("clang: " + System.getProperty("clang"));
    assertThat(project.build("compileBpf").failed().output()).contains("'compileBpf' not found");

    project.write("build.gradle", file + "apply plugin: 'java'\n");
    project.build("classes").succeeded();

    assertThat(Files.exists(project.path(OBJECT))).isTrue();
  }
}
