package org.bpfskel.compile;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceScanTest {
  private static final String CLANG = System.getProperty("clang", "clang");

  @TempDir Path root;

  private ClangCommand command(Path folder) throws ClangException {
    return new ClangCommand(
        Clang.find(CLANG, ""),
        TargetArchitecture.X86,
        folder,
        folder,
        folder.resolve("bpf"),
        folder.resolve("include"),
        List.of());
  }

  private Path project(String name) throws IOException {
    Path folder = root.resolve(name);
    write(folder.resolve("bpf/a.bpf.c"), "#include \"a.h\"\n#include <b.h>\n#warning mind\n");
    write(folder.resolve("bpf/a.h"), "");
    write(folder.resolve("include/b.h"), "");
    return folder;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private SourceScan scan(Path folder) throws IOException, ClangException {
    return SourceScan.of(folder.resolve("bpf"), command(folder));
  }

  @Test
  void hasAllFilesAndIsTheSameInEveryFolder() throws Exception {
    SourceScan scan = scan(project("one"));

    assertThat(scan.files().stream().map(line -> line.replaceFirst("\\w+ ", "")))
        .containsExactly("bpf/a.bpf.c", "bpf/a.h", "include/b.h")
        .inOrder();
    assertThat(scan(project("other one"))).isEqualTo(scan);
  }

  @Test
  void isCurrentUntilAFileChanges() throws Exception {
    Path folder = project("one");
    SourceScan scan = scan(folder);
    assertThat(scan.isCurrent(command(folder))).isTrue();
    scan.write(root.resolve("found.txt"));
    assertThat(SourceScan.read(root.resolve("found.txt"))).isEqualTo(scan);

    Files.writeString(folder.resolve("include/b.h"), "int i;");
    assertThat(scan.isCurrent(command(folder))).isFalse();
    Files.delete(folder.resolve("include/b.h"));
    assertThat(scan.isCurrent(command(folder))).isFalse();
  }

  @Test
  void ofAMissingHeaderNothingIsCurrent() throws Exception {
    Path folder = project("one");
    Files.delete(folder.resolve("bpf/a.h"));

    SourceScan scan = scan(folder);

    assertThat(scan.files()).hasSize(1);
    assertThat(scan.isCurrent(command(folder))).isFalse();
  }
}
