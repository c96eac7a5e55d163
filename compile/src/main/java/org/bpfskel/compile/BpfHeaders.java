package org.bpfskel.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** libbpf's headers for BPF programs, unpacked from this jar to where clang finds them. */
public final class BpfHeaders {
  private static final List<String> FILES =
      List.of(
          "bpf_core_read.h", "bpf_endian.h", "bpf_helper_defs.h", "bpf_helpers.h", "bpf_tracing.h");

  private BpfHeaders() {}

  /** Unpacks them as {@code bpf/NAME} in a folder; those that are there already are left alone. */
  public static void unpack(Path include) throws IOException {
    Path folder = Files.createDirectories(include.resolve("bpf"));
    for (String name : FILES) {
      byte[] header = read(name);
      Path file = folder.resolve(name);
      if (!Files.exists(file) || !Arrays.equals(header, Files.readAllBytes(file))) {
        Files.write(file, header);
      }
    }
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream header = BpfHeaders.class.getResourceAsStream("include/bpf/" + name)) {
      return Objects.requireNonNull(header, name).readAllBytes();
    }
  }
}
