package org.bpfskel.compile;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which clang is taken, of those that PATH leads to. */
class ClangTest {
  @TempDir Path first;
  @TempDir Path second;

  @Test
  void newestOneOnPath() throws Exception {
    clang(first.resolve("clang"), "14.0.6", "bpf bpfel");
    clang(first.resolve("clang-9"), "9.0.1", "bpf bpfel");
    clang(second.resolve("clang-22"), "22.1.8", "bpf bpfel");
    clang(second.resolve("clang++-23"), "23.0.0", "bpf bpfel");

    Clang found = Clang.find("", first + ":/not/there::" + second);

    assertThat(found.program()).isEqualTo(second.resolve("clang-22").toString());
    assertThat(found.version()).isEqualTo("Debian clang version 22.1.8 (1)");
  }

  @Test
  void oneWithoutBpfIsPassedOver() throws Exception {
    clang(first.resolve("clang"), "22.1.8", "x86-64");
    clang(second.resolve("clang"), "14.0.6", "bpf bpfel");
    clang(second.resolve("clang-13"), "13.0.1", "bpf bpfel");

    assertThat(Clang.find("", first + ":" + second).program())
        .isEqualTo(second.resolve("clang-13").toString());
  }

  @Test
  void theConfiguredOneIsTaken() throws Exception {
    clang(first.resolve("clang"), "22.1.8", "bpf bpfel");
    Path named = second.resolve("my-clang");
    clang(named, "14.0.6", "bpf bpfel");

    assertThat(Clang.find(named.toString(), first.toString()).program())
        .isEqualTo(named.toString());
  }

  @Test
  void whatCannotBeUsedIsNamedWithTheReason() throws Exception {
    clang(first.resolve("clang"), "22.1.8", "x86-64");

    ClangException none = assertThrows(ClangException.class, () -> Clang.find("", "/not/there"));
    ClangException all = assertThrows(ClangException.class, () -> Clang.find("", first.toString()));
    ClangException configured =
        assertThrows(ClangException.class, () -> Clang.find("/not/there/clang", ""));

    assertThat(none).hasMessageThat().startsWith("no clang is on PATH. Install one");
    assertThat(all)
        .hasMessageThat()
        .contains(first.resolve("clang") + ": it has no target bpf. Install one");
    assertThat(configured)
        .hasMessageThat()
        .contains("the configured clang, /not/there/clang, cannot be used");
  }

  private static void clang(Path program, String version, String targets) throws IOException {
    Files.writeString(
        program,
        """
        #!/bin/sh
        case $1 in
        --version) echo "Debian clang version %s (1)" ;;
        --print-targets) for target in %s; do echo "    $target - a target"; done ;;
        esac
        """
            .formatted(version, targets));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
