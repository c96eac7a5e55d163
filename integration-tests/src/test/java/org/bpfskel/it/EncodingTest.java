package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in C are UTF-8, whatever the process takes text for. */
@NeedsLibbpf
final class EncodingTest {
  @Test
  void programIsFoundByItsNameInAnyLocale(@TempDir Path folder) throws IOException {
    Path object = folder.resolve("names.bpf.o");
    Clang.compile(
        "bpf",
        "__attribute__((section(\"socket\"), used)) int %s(void *ctx) { return 0; }"
            .formatted(FindProgram.NAME),
        object);
    String output =
        new ChildJvm().environment("LC_ALL", "C").run(FindProgram.class, object.toString());
    assertThat(output).startsWith(FindProgram.FOUND);
  }
}
