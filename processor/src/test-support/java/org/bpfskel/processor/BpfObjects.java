package org.bpfskel.processor;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The objects compiled from {@code bpf-src}. */
public final class BpfObjects {
  /** Their class path names. */
  public static final List<String> NAMES =
      List.of(
          "bpf/bitfields.bpf.o",
          "bpf/dummy_ops.bpf.o",
          "bpf/maps_and_programs.bpf.o",
          "bpf/members.bpf.o",
          "bpf/optional.bpf.o",
          "bpf/tcp_cc.bpf.o",
          "bpf/testmod.bpf.o",
          "bpf/tracepoint.bpf.o");

  private BpfObjects() {}

  public static byte[] testmod() throws IOException {
    return bytes("bpf/testmod.bpf.o");
  }

  public static byte[] bytes(String resource) throws IOException {
    try (InputStream in = BpfObjects.class.getClassLoader().getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    }
  }
}
