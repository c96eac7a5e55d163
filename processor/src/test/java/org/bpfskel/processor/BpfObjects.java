package org.bpfskel.processor;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The objects compiled from {@code bpf-src}. */
public final class BpfObjects {
  /** Class path names of objects that are as different as {@code bpf-src} has them. */
  public static final List<String> NAMES = List.of("bpf/testmod.bpf.o");

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
