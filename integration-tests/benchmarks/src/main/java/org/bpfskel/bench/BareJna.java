package org.bpfskel.bench;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;

/** The libbpf calls of {@link Attach} through JNA's direct mapping, without a skeleton. */
final class BareJna {
  private BareJna() {}

  private static native long bpf_object__open_mem(byte[] bytes, long size, long opts);

  private static native int bpf_object__load(long object);

  private static native long bpf_object__find_program_by_name(long object, String name);

  private static native int bpf_program__set_autoload(long program, byte autoload);

  private static native long bpf_object__find_map_by_name(long object, String name);

  private static native long bpf_map__attach_struct_ops(long map);

  private static native int bpf_link__destroy(long link);

  private static native void bpf_object__close(long object);

  public static void main(String[] args) throws IOException {
    String library = System.getenv("BPFSKEL_LIBBPF");
    Native.register(BareJna.class, library == null ? "libbpf.so.1" : library);
    byte[] bytes;
    try (InputStream in = BareJna.class.getResourceAsStream("/bpf/tcp_cc.bpf.o")) {
      bytes = in.readAllBytes();
    }
    long object = bpf_object__open_mem(bytes, bytes.length, 0);
    // Unused; libbpf would have the kernel refuse it.
    long unused = bpf_object__find_program_by_name(object, "cong_avoid_fast");
    require(bpf_program__set_autoload(unused, (byte) 0) == 0, "set_autoload");
    require(bpf_object__load(object) == 0, "load");
    long link = bpf_map__attach_struct_ops(bpf_object__find_map_by_name(object, args[0]));
    require(link != 0, "attach");
    bpf_link__destroy(link);
    bpf_object__close(object);
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what);
    }
  }
}
