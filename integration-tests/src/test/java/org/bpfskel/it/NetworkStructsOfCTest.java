package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.libbpf.LinkCreateOpts;
import org.bpfskel.internal.libbpf.LinkUpdateOpts;
import org.bpfskel.internal.libbpf.NetworkOpts;
import org.bpfskel.internal.libbpf.ProgOpts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link StructsOfCTest}, of what libbpf takes for links, interfaces and sockets. */
class NetworkStructsOfCTest {
  private static final long LONG = 0x8102030405060708L;
  private static final int INT = 0x8a0b0c0d;
  private static final long UNSIGNED_INT = 0x8a0b0c0dL;

  private static StructsOfC c;

  @BeforeAll
  static void askTheCompiler(@TempDir Path folder) throws IOException {
    c = new StructsOfC(folder);
  }

  @Test
  void linkCreate() {
    assertThat(c.opts("bpf_link_create_opts", new LinkCreateOpts(INT, 3, LONG)).others())
        .containsExactly(
            "flags",
            UNSIGNED_INT,
            "iter_info",
            0L,
            "iter_info_len",
            0L,
            "target_btf_id",
            0L,
            "tcx.relative_fd",
            0L,
            "tcx.relative_id",
            3L,
            "tcx.expected_revision",
            LONG);
  }

  @Test
  void linkUpdate() {
    assertThat(c.opts("bpf_link_update_opts", new LinkUpdateOpts(INT)).others())
        .containsExactly("flags", 4L, "old_prog_fd", UNSIGNED_INT, "old_map_fd", 0L);
  }

  @Test
  void tcHook() {
    assertThat(c.opts("bpf_tc_hook", new NetworkOpts.TcHookOpts(2, 3, INT)).others())
        .containsExactly("ifindex", 2L, "attach_point", 3L, "parent", UNSIGNED_INT);
  }

  @Test
  void tc() {
    NetworkOpts.TcOpts struct = new NetworkOpts.TcOpts(2, 3, INT, 5);
    c.put("bpf_tc_opts.prog_id", struct, 6);
    assertThat(c.opts("bpf_tc_opts", struct).others())
        .containsExactly(
            "prog_fd", 2L, "flags", 3L, "prog_id", 6L, "handle", UNSIGNED_INT, "priority", 5L);
    assertThat(struct.progId()).isEqualTo(6);
    assertThat(struct.handle()).isEqualTo(INT);
    assertThat(struct.priority()).isEqualTo(5);
  }

  @Test
  void xdpAttach() {
    assertThat(c.opts("bpf_xdp_attach_opts", new NetworkOpts.XdpAttachOpts(INT)).others())
        .containsExactly("old_prog_fd", UNSIGNED_INT);
  }

  @Test
  void xdpQuery() {
    NetworkOpts.XdpQueryOpts struct = new NetworkOpts.XdpQueryOpts();
    String name = "bpf_xdp_query_opts";
    c.put(name + ".drv_prog_id", struct, 2);
    c.put(name + ".hw_prog_id", struct, 3);
    c.put(name + ".skb_prog_id", struct, 4);
    c.put(name + ".feature_flags", struct, 5);
    c.put(name + ".xdp_zc_max_segs", struct, 6);
    assertThat(c.opts(name, struct).others())
        .containsExactly(
            "prog_id",
            0L,
            "drv_prog_id",
            2L,
            "hw_prog_id",
            3L,
            "skb_prog_id",
            4L,
            "attach_mode",
            0L,
            "feature_flags",
            5L,
            "xdp_zc_max_segs",
            6L);
    assertThat(struct.drvProgId()).isEqualTo(2);
    assertThat(struct.hwProgId()).isEqualTo(3);
    assertThat(struct.skbProgId()).isEqualTo(4);
    assertThat(struct.featureFlags()).isEqualTo(5);
    assertThat(struct.xdpZcMaxSegs()).isEqualTo(6);
  }

  @Test
  void progAttach() {
    assertThat(
            c.opts("bpf_prog_attach_opts", new ProgOpts.ProgAttachOpts(INT, 2, 3, LONG)).others())
        .containsExactly(
            "flags",
            UNSIGNED_INT,
            "replace_fd",
            2L,
            "relative_fd",
            0L,
            "relative_id",
            3L,
            "expected_revision",
            LONG);
  }

  @Test
  void progQuery() {
    String name = "bpf_prog_query_opts";
    NativeBuffer ids = NativeBuffer.zeroed(8);
    NativeBuffer flags = NativeBuffer.zeroed(8);
    NativeBuffer linkIds = NativeBuffer.zeroed(8);
    NativeBuffer linkFlags = NativeBuffer.zeroed(8);
    try (ProgOpts.ProgQueryOpts struct = new ProgOpts.ProgQueryOpts(INT, 2, ids)) {
      struct.setProgAttachFlags(flags);
      struct.setLinks(linkIds, linkFlags);
      c.put(name + ".attach_flags", struct, 4);
      c.put(name + ".revision", struct, 5);
      assertThat(c.opts(name, struct).others())
          .containsExactly(
              "query_flags",
              UNSIGNED_INT,
              "attach_flags",
              4L,
              "prog_ids",
              NativeBuffer.address(ids),
              "count",
              2L,
              "prog_attach_flags",
              NativeBuffer.address(flags),
              "link_ids",
              NativeBuffer.address(linkIds),
              "link_attach_flags",
              NativeBuffer.address(linkFlags),
              "revision",
              5L);
      assertThat(struct.attachFlags()).isEqualTo(4);
      assertThat(struct.count()).isEqualTo(2);
      assertThat(struct.revision()).isEqualTo(5);
    }
  }
}
