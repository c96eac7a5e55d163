package org.bpfskel.internal.foreign;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The folders of libraries, read where {@code ldconfig} has written them. */
public final class LinkerFoldersTest {
  @Test
  void foldersAreThoseThatLdconfigPrints() throws IOException {
    Path cache = Path.of("/etc/ld.so.cache");
    Path ldconfig = Path.of("/sbin/ldconfig");
    assumeTrue(Files.exists(cache) && Files.isExecutable(ldconfig), "glibc has both");
    Process process = new ProcessBuilder(ldconfig.toString(), "-p").start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Set<String> expected =
        printed
            .lines()
            .filter(line -> line.contains(" => /"))
            .map(line -> line.substring(line.indexOf(" => ") + 4, line.lastIndexOf('/')))
            .collect(Collectors.toSet());
    Set<String> folders = new LinkedHashSet<>();
    LinkerFolders.collect(Files.readAllBytes(cache), folders);
    assertThat(folders).containsExactlyElementsIn(expected);
  }

  @Test
  void bytesThatAreNoCacheGiveNoFolder() {
    Set<String> folders = new LinkedHashSet<>();
    LinkerFolders.collect(new byte[] {0, '/'}, folders);
    LinkerFolders.collect("\0/a/b".getBytes(StandardCharsets.UTF_8), folders);
    LinkerFolders.collect(new byte[0], folders);
    assertThat(folders).isEmpty();
  }
}
