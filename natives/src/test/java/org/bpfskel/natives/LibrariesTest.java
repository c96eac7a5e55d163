package org.bpfskel.natives;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bpfskel.internal.elf.ElfFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the libraries ask of a machine, and what the jar says of them. */
final class LibrariesTest {
  private static final String NEWEST = "2.22";

  private static final int DT_NEEDED = 1;
  private static final int DT_SONAME = 14;
  private static final int DT_TEXTREL = 22;
  private static final int DT_FLAGS_1 = 0x6ffffffb;
  private static final int DF_1_NODELETE = 8;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x86_64/libbpf.so.1",
        "x86_64/libbpfskel.so",
        "aarch64/libbpf.so.1",
        "aarch64/libbpfskel.so"
      })
  void noFunctionOfANewerGlibcIsNeeded(String library) throws Exception {
    List<String> versions = neededVersions(library(library));
    assertThat(versions).isNotEmpty();
    for (String version : versions) {
      assertWithMessage(versions + "").that(version).startsWith("GLIBC_2.");
      assertWithMessage(versions + "").that(minor(version)).isAtMost(minor(NEWEST));
    }
  }

  @Test
  void thePageAndTheSbomSayWhichGlibcIsNeeded() throws IOException {
    assertThat(Files.readString(Path.of("../docs/natives.md"))).contains("glibc " + NEWEST);
    for (String architecture : List.of("x86_64", "aarch64")) {
      assertThat(sbom())
          .contains(
              "{ \"name\": \"org.bpfskel:linux-%s:glibc\", \"value\": \"%s\" }"
                  .formatted(architecture, NEWEST));
    }
  }

  /** The dynamic linker is a part of glibc. */
  @ParameterizedTest
  @CsvSource({"x86_64, ld-linux-x86-64.so.2", "aarch64, ld-linux-aarch64.so.1"})
  void theCLibraryAloneIsNeeded(String architecture, String linker) throws Exception {
    for (String name : List.of("libbpf.so.1", "libbpfskel.so")) {
      byte[] library = library(architecture + "/" + name);
      assertThat(List.of("libc.so.6", linker))
          .containsAtLeastElementsIn(dynamic(library, DT_NEEDED));
      assertThat(dynamic(library, DT_SONAME)).containsExactly(name);
    }
  }

  /** Debian's own libelf.a and libz.a would be linked in with these. */
  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void theCodeLiesWhereverItIsMapped(String architecture) throws Exception {
    assertThat(dynamic(libbpf(architecture), DT_TEXTREL)).isEmpty();
  }

  /** The Java machine unloads it with its class loader, and libbpf may be about to call it. */
  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void whatLibbpfCallsStays(String architecture) throws Exception {
    assertThat(number(library(architecture + "/libbpfskel.so"), DT_FLAGS_1) & DF_1_NODELETE)
        .isEqualTo(DF_1_NODELETE);
  }

  @ParameterizedTest
  @CsvSource({"x86_64, 62", "aarch64, 183"})
  void eachIsOfItsArchitecture(String architecture, int machine) throws Exception {
    for (String name : List.of("/libbpf.so.1", "/libbpfskel.so")) {
      ByteBuffer file = ByteBuffer.wrap(library(architecture + name));
      assertThat(file.order(ByteOrder.LITTLE_ENDIAN).getShort(18)).isEqualTo(machine);
    }
  }

  /** What they export is libbpf's: libelf and zlib are nobody else's. */
  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void libelfAndZlibAreKeptInside(String architecture) throws Exception {
    List<String> exported = exported(libbpf(architecture));
    assertThat(exported).contains("bpf_object__open_mem");
    assertThat(exported.size()).isGreaterThan(350);
    for (String name : exported) {
      assertThat(name)
          .matches("(bpf|btf|libbpf|ring|ring_buffer|perf_buffer|user_ring_buffer)_.*|LIBBPF_.*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void theOtherExportsNativeMethods(String architecture) throws Exception {
    List<String> exported = exported(library(architecture + "/libbpfskel.so"));
    assertThat(exported).contains("JNI_OnLoad");
    for (String name : exported) {
      assertThat(name).matches("JNI_OnLoad|Java_org_bpfskel_internal_foreign_JniCalls_[a-zA-Z]+");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "libbpf/BSD-2-Clause",
        "libbpf/COPYRIGHT",
        "libbpf/LGPL-2.1",
        "elfutils/COPYRIGHT",
        "elfutils/COPYING",
        "elfutils/COPYING-GPLV2",
        "elfutils/COPYING-LGPLV3",
        "zlib/LICENSE"
      })
  void eachLicenceIsThere(String file) throws IOException {
    assertThat(bytes("META-INF/licenses/" + file).length).isGreaterThan(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"libbpf", "elfutils-libelf", "zlib"})
  void theSbomNamesEachSource(String name) throws IOException {
    assertThat(sbom()).contains("\"name\": \"" + name + "\"");
  }

  @Test
  void theSbomNamesNoPlaceOfThisMachine() throws IOException {
    assertThat(sbom()).doesNotContain(Path.of("..").toRealPath().toString());
    assertThat(sbom()).doesNotContain(System.getProperty("user.home") + "/");
  }

  /** By the records of {@code .gnu.version_r}. */
  private static List<String> neededVersions(byte[] library) throws Exception {
    ByteBuffer needs = section(library, ".gnu.version_r");
    ByteBuffer names = section(library, ".dynstr");
    List<String> versions = new ArrayList<>();
    int file = 0;
    int next;
    do {
      int version = file + needs.getInt(file + 8);
      for (int left = needs.getShort(file + 2); left > 0; left--) {
        versions.add(text(names, needs.getInt(version + 8)));
        version += needs.getInt(version + 12);
      }
      next = needs.getInt(file + 12);
      file += next;
    } while (next != 0);
    return versions;
  }

  private static List<String> dynamic(byte[] library, int tag) throws Exception {
    ByteBuffer entries = section(library, ".dynamic");
    ByteBuffer names = section(library, ".dynstr");
    List<String> found = new ArrayList<>();
    for (int at = 0; at < entries.limit(); at += 16) {
      if (entries.getLong(at) == tag) {
        found.add(text(names, (int) entries.getLong(at + 8)));
      }
    }
    return found;
  }

  /** Of an entry that is there once. */
  private static long number(byte[] library, int tag) throws Exception {
    ByteBuffer entries = section(library, ".dynamic");
    int at = 0;
    while (entries.getLong(at) != tag) {
      at += 16;
    }
    return entries.getLong(at + 8);
  }

  private static List<String> exported(byte[] library) throws Exception {
    ByteBuffer data = section(library, ".dynsym");
    ByteBuffer names = section(library, ".dynstr");
    List<String> exported = new ArrayList<>();
    for (int at = 24; at < data.limit(); at += 24) {
      String name = text(names, data.getInt(at));
      if (data.getShort(at + 6) != 0 && !name.isEmpty()) { // a section's symbol has no name
        exported.add(name);
      }
    }
    return exported;
  }

  private static int minor(String version) {
    List<String> parts = List.of(version.split("\\."));
    return Integer.parseInt(parts.get(1));
  }

  private static String text(ByteBuffer names, int at) {
    int end = at;
    while (names.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - at];
    names.get(at, bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static ByteBuffer section(byte[] library, String name) throws Exception {
    ByteBuffer content = Objects.requireNonNull(ElfFile.content(library, name), name);
    return content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] libbpf(String architecture) throws IOException {
    return library(architecture + "/libbpf.so.1");
  }

  private static byte[] library(String file) throws IOException {
    return bytes("org/bpfskel/native/linux-" + file);
  }

  private static String sbom() throws IOException {
    return new String(bytes("META-INF/sbom/bpfskel-natives.cdx.json"), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = LibrariesTest.class.getClassLoader().getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    }
  }
}
