package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between Java and libbpf is told by its own name, with its own cure, each time. */
@NeedsLibbpf
final class JnaFailuresTest {
  @TempDir Path folder;

  @Test
  void withoutJnaTheMissingJarIsNamed() throws IOException {
    assertTold(
        new ChildJvm()
            .withJna()
            .classPath(ChildJvm.runtime(), ChildJvm.tests(), ChildJvm.objects()),
        "JNA is not on the class path",
        "bpfskel needs JNA 5.12 or newer, net.java.dev.jna:jna");
  }

  @Test
  void jnaThatIsTooOldIsNamed() throws IOException {
    // Before 5.12 its memory could not be closed.
    Path source = Files.createDirectories(folder.resolve("com/sun/jna")).resolve("Memory.java");
    Files.writeString(source, "package com.sun.jna; public class Memory {}");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    assertThat(result).isEqualTo(0);
    assertTold(
        new ChildJvm()
            .withJna()
            .classPath(folder, ChildJvm.runtime(), ChildJvm.tests(), ChildJvm.objects()),
        "JNA is too old: bpfskel needs JNA 5.12 or newer");
  }

  @Test
  void nativeLibraryOfAnotherJnaIsNamedWithTheProperty() throws IOException {
    Path source = folder.resolve("dispatch.c");
    // JNA asks its native library for its version before anything else; 167 is NewStringUTF.
    Files.writeString(
        source,
        "void *Java_com_sun_jna_Native_getNativeVersion(void ***env, void *type)"
            + " { return ((void *(*)(void *, const char *)) (*env)[167])(env, \"1.0.0\"); }\n");
    Command.run(
            List.of(
                System.getProperty("clang", "clang"),
                "-shared",
                "-fPIC",
                "-o",
                folder.resolve("libjnidispatch.so").toString(),
                source.toString()))
        .succeeded();
    assertTold(
        new ChildJvm().withJna().property("jna.boot.library.path", folder.toString()),
        "is that of another version of JNA, at -Djna.boot.library.path=" + folder);
  }

  @Test
  @NeedsKernel
  void folderFromWhichNothingMayBeExecutedIsNamed() throws IOException {
    assertTold(
        mounted("noexec").property("jna.tmpdir", folder.toString()),
        "mounted noexec: -Djna.tmpdir=DIR names another folder");
  }

  @Test
  @NeedsKernel
  void folderThatIsFullOrReadOnlyIsNamed() throws IOException {
    for (String options : List.of("size=4k", "ro")) {
      assertTold(
          mounted(options).property("jna.tmpdir", folder.toString()),
          "the temporary folder is full or cannot be written: -Djna.tmpdir=DIR");
    }
  }

  @Test
  void nativeLibraryThatMayNotBeUnpackedIsNamed() throws IOException {
    assertTold(
        new ChildJvm().withJna().property("jna.nounpack", "true"),
        "jna.jar has no native library for this machine, or may not unpack it");
  }

  @Test
  void nativeAccessThatIsDeniedIsNamedWithTheOption() throws IOException {
    assumeTrue(Runtime.version().feature() >= 24, "denied by JDK 24 and newer");
    assertTold(
        new ChildJvm().withJna().withoutNativeAccess().option("--illegal-native-access=deny"),
        "start it with --enable-native-access=ALL-UNNAMED");
  }

  @Test
  @NeedsKernel
  void kernelWithoutBtfIsSaidToHaveNone() throws IOException {
    String output =
        new ChildJvm()
            .withJna()
            .launcher(mounting("size=4k", Path.of("/sys/kernel/btf")))
            .run(OpenAndLoad.class);
    assertThat(output).contains(OpenAndLoad.OPENED);
    assertThat(output)
        .contains(
            "the running kernel does not describe its types: there is no /sys/kernel/btf/vmlinux");
    assertThat(output).doesNotContain("no struct ");
  }

  private ChildJvm mounted(String options) {
    return new ChildJvm().withJna().launcher(mounting(options, folder));
  }

  /** Runs what follows where a file system of its own is in a folder. */
  private static List<String> mounting(String options, Path where) {
    String mount = "mount -t tmpfs -o " + options + " none " + where + " && exec \"$@\"";
    return List.of("unshare", "--mount", "sh", "-c", mount, "sh");
  }

  private static void assertTold(ChildJvm child, String... told) throws IOException {
    String usable = Libraries.usable();
    String output = child.run(OpenAndLoad.class, usable, usable);
    for (String words : told) {
      assertThat(output.split(Pattern.quote(words), -1)).hasLength(3);
    }
    assertThat(output).doesNotContain("bpfskel needs libbpf");
    assertThat(output).doesNotContain(OpenAndLoad.OPENED);
    assertThat(output).doesNotContain("Exception in thread");
  }
}
