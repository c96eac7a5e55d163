package org.bpfskel.compile;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsedTypesTest {
  @TempDir Path folder;

  @Test
  void wordsOfCodeButNotOfCommentsAndDeclarations() throws IOException {
    Files.createDirectories(folder.resolve("net"));
    Files.writeString(
        folder.resolve("net/a.bpf.c"), "struct declared; // line\nint f(struct used *u);");
    Files.writeString(folder.resolve("b.h"), "/* many\nlines */ #define MACRO(x) x->member_1");
    Files.writeString(folder.resolve("vmlinux.h"), "struct kernel {};");
    Files.writeString(folder.resolve("notes.txt"), "notes");

    assertThat(UsedTypes.words(List.of(folder, folder.resolve("none"))))
        .containsExactly("int", "f", "struct", "used", "u", "define", "MACRO", "x", "member_1");
  }
}
