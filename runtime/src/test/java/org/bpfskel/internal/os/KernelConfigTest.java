package org.bpfskel.internal.os;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of the options that a kernel was built with. */
class KernelConfigTest {
  private static final String TEXT =
      """
      # Automatically generated file; DO NOT EDIT.
      CONFIG_BPF=y
      CONFIG_NET_CLS_BPF=m
      # CONFIG_KPROBES is not set
      CONFIG_LSM="yama,bpf"
      """;

  @TempDir private Path folder;

  @Test
  void anOptionIsOffIfTheFileDoesNotSetIt() throws IOException {
    KernelConfig config = KernelConfig.of(List.of(plain()));
    assertThat(config.isKnown()).isTrue();
    assertThat(config.lacks("CONFIG_BPF")).isFalse();
    assertThat(config.lacks("CONFIG_NET_CLS_BPF")).isFalse();
    assertThat(config.lacks("CONFIG_KPROBES")).isTrue();
    assertThat(config.lacks("CONFIG_OF_THE_FUTURE")).isTrue();
  }

  @Test
  void theFirstFileThatCanBeReadCounts() throws IOException {
    Path gzipped = folder.resolve("config.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
      out.write("CONFIG_KPROBES=y\n".getBytes(UTF_8));
    }
    KernelConfig config = KernelConfig.of(List.of(folder.resolve("missing"), gzipped, plain()));
    assertThat(config.lacks("CONFIG_KPROBES")).isFalse();
    assertThat(config.lacks("CONFIG_BPF")).isTrue();
  }

  @Test
  void nothingIsOffWhereNoFileCanBeRead() throws IOException {
    Path damaged = Files.writeString(folder.resolve("config.gz"), "no gzip");
    KernelConfig config = KernelConfig.of(List.of(damaged, folder));
    assertThat(config.isKnown()).isFalse();
    assertThat(config.lacks("CONFIG_BPF")).isFalse();
  }

  @Test
  void releasesAreComparedByTheirNumbers() {
    assertThat(new KernelRelease("6.4.0-rc1").isBefore(6, 4)).isFalse();
    assertThat(new KernelRelease("6.3.13").isBefore(6, 4)).isTrue();
    assertThat(new KernelRelease("6.12.9-amd64").isBefore(6, 4)).isFalse();
    assertThat(new KernelRelease("5.15").isBefore(6, 4)).isTrue();
    assertThat(new KernelRelease("of my own").isBefore(6, 4)).isFalse();
  }

  private Path plain() throws IOException {
    return Files.writeString(folder.resolve("config-6.1"), TEXT);
  }
}
