package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.processor.check.ObjectChecks;
import org.bpfskel.processor.model.ObjectWarning;
import org.bpfskel.processor.model.ObjectWarning.Level;

/** Sources in C that are compiled, checked by the processor, and given to libbpf and the kernel. */
final class CheckedSource {
  private static final String C =
      """
      #define SEC(name) __attribute__((section(name), used))
      #define __uint(name, val) int (*name)[val]
      #define __type(name, val) typeof(val) *name
      #define __array(name, val) typeof(val) *name[]
      #define __kconfig __attribute__((section(".kconfig")))
      #define __hidden __attribute__((visibility("hidden")))
      typedef unsigned int u32;
      typedef unsigned long long u64;
      static void *(*lookup)(void *map, const void *key) = (void *)1;
      """;

  static final String GPL = "char LICENSE[] SEC(\"license\") = \"GPL\";\n";
  private static final String PROGRAM = "SEC(\"socket\") int prog(void *ctx) { %s }\n";

  static byte[] compile(String source) throws IOException {
    Path folder = Files.createTempDirectory("checked");
    Path object = folder.resolve("checked.bpf.o");
    try {
      Clang.compile("bpf", C + source, object, "-mcpu=v3", "-Wno-everything");
      return Files.readAllBytes(object);
    } finally {
      Files.deleteIfExists(object);
      Files.delete(folder);
    }
  }

  /** What the processor says on that level. */
  static List<String> found(byte[] object, Level level) {
    return ObjectChecks.of(object).stream()
        .filter(finding -> finding.level() == level)
        .map(ObjectWarning::text)
        .toList();
  }

  /** One error that says this, and an object that open refuses. */
  void assertNotOpened(String text, String source) throws IOException {
    byte[] object = compile(source);
    List<String> errors = found(object, Level.ERROR);
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0)).contains(text);
    assertThrows(BpfException.class, () -> BpfObject.open(object, "checked").close());
  }

  /** By libbpf. */
  static void open(byte[] object) {
    BpfObject.open(object, "checked").close();
  }

  static void load(byte[] object) {
    try (BpfObject opened = BpfObject.open(object, "checked")) {
      opened.load();
    }
  }

  /** One finding that says this, and an object that opens and that load refuses. */
  void assertNotLoaded(Level level, String text, String source) throws IOException {
    byte[] object = compile(source);
    List<String> findings = found(object, level);
    assertWithMessage(source).that(findings).hasSize(1);
    assertThat(findings.get(0)).contains(text);
    open(object);
    assertThrows(BpfException.class, () -> load(object));
  }

  void assertLoaded(String source) throws IOException {
    byte[] object = compile(source);
    assertThat(found(object, Level.ERROR)).isEmpty();
    assertDoesNotThrow(() -> load(object));
  }

  /** A program that does this, under the GPL. */
  static String program(String body) {
    return GPL + PROGRAM.formatted(body);
  }

  /** A map with these members, and a program beside it. */
  static String map(String members) {
    return "struct { " + members + " } map SEC(\".maps\");\n" + program("return 0;");
  }
}
