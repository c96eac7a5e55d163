package org.bpfskel.compile;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpfHeadersTest {
  @TempDir Path include;

  @Test
  void eachIncludesOnlyWhatIsThereToo() throws IOException {
    BpfHeaders.unpack(include);

    String helpers = Files.readString(include.resolve("bpf/bpf_helpers.h"));
    assertThat(helpers).contains("#include \"bpf_helper_defs.h\"");
    assertThat(helpers).contains("#define SEC(");
    assertThat(Files.readString(include.resolve("bpf/bpf_tracing.h")))
        .contains("#include <bpf/bpf_helpers.h>");
    assertThat(Files.readString(include.resolve("bpf/bpf_core_read.h"))).contains("BPF_CORE_READ");
    assertThat(Files.readString(include.resolve("bpf/bpf_endian.h"))).contains("bpf_ntohs");
  }

  @Test
  void unchangedOnesKeepTheirTimes() throws IOException {
    BpfHeaders.unpack(include);
    Path kept = include.resolve("bpf/bpf_endian.h");
    Path damaged = include.resolve("bpf/bpf_helpers.h");
    FileTime earlier = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(kept, earlier);
    Files.writeString(damaged, "");

    BpfHeaders.unpack(include);

    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(earlier);
    assertThat(Files.size(damaged)).isGreaterThan(0);
  }

  @Test
  void jarHasTheirLicence() throws IOException {
    try (var notice = BpfHeaders.class.getResourceAsStream("/META-INF/NOTICE-libbpf")) {
      assertThat(notice).isNotNull();
      assertThat(new String(notice.readAllBytes(), UTF_8)).contains("LGPL-2.1 OR BSD-2-Clause");
    }
  }
}
