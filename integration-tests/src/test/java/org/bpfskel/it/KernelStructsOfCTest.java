package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.libbpf.BpfBtfInfo;
import org.bpfskel.internal.libbpf.BpfLinkInfo;
import org.bpfskel.internal.libbpf.BpfLinkInfo.NamePlace;
import org.bpfskel.internal.libbpf.MapCreateOpts;
import org.bpfskel.internal.libbpf.OpeningOpts;
import org.bpfskel.internal.libbpf.ProgLoadOpts;
import org.bpfskel.it.StructsOfC.Members;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link StructsOfCTest}, of objects of the kernel that are found, made and described. */
class KernelStructsOfCTest {
  private static final long LONG = 0x8102030405060708L;

  private static StructsOfC c;

  @BeforeAll
  static void askTheCompiler(@TempDir Path folder) throws IOException {
    c = new StructsOfC(folder);
  }

  @Test
  void mapCreate() {
    MapCreateOpts struct =
        new MapCreateOpts()
            .btf(1, 2, 3)
            .btfVmlinuxValueTypeId(4)
            .innerMapFd(5)
            .flags(6, LONG)
            .place(7, 8)
            .valueTypeBtfObjFd(9)
            .tokenFd(10);
    assertThat(c.opts("bpf_map_create_opts", struct).others())
        .containsExactly(
            "btf_fd", 1L,
            "btf_key_type_id", 2L,
            "btf_value_type_id", 3L,
            "btf_vmlinux_value_type_id", 4L,
            "inner_map_fd", 5L,
            "map_flags", 6L,
            "map_extra", LONG,
            "numa_node", 7L,
            "map_ifindex", 8L,
            "value_type_btf_obj_fd", 9L,
            "token_fd", 10L);
  }

  @Test
  void progLoad() {
    NativeBuffer log = NativeBuffer.zeroed(8);
    ProgLoadOpts struct = new ProgLoadOpts().target(1, 2, 3).log(4, 5, log);
    assertThat(c.opts("bpf_prog_load_opts", struct).others())
        .containsExactly(
            "attempts", 0L,
            "expected_attach_type", 1L,
            "prog_btf_fd", 0L,
            "prog_flags", 2L,
            "prog_ifindex", 0L,
            "kern_version", 0L,
            "attach_btf_id", 3L,
            "attach_prog_fd", 0L,
            "attach_btf_obj_fd", 0L,
            "fd_array", 0L,
            "func_info", 0L,
            "func_info_cnt", 0L,
            "func_info_rec_size", 0L,
            "line_info", 0L,
            "line_info_cnt", 0L,
            "line_info_rec_size", 0L,
            "log_level", 4L,
            "log_size", 5L,
            "log_buf", NativeBuffer.address(log),
            "log_true_size", 0L,
            "token_fd", 0L);
  }

  @Test
  void opening() {
    assertThat(c.opts("bpf_obj_get_opts", new OpeningOpts(8)).others())
        .containsExactly("file_flags", 8L);
    assertThat(c.opts("bpf_get_fd_by_id_opts", new OpeningOpts(16)).others())
        .containsExactly("open_flags", 16L);
  }

  @Test
  void btfInfo() {
    int size = c.place("bpf_btf_info").size();
    try (NativeBuffer types = NativeBuffer.zeroed(4);
        BpfBtfInfo struct = new BpfBtfInfo(4, types)) {
      Members asked = c.members("bpf_btf_info", struct, size);
      assertThat(asked.take("btf")).isEqualTo(NativeBuffer.address(types));
      assertThat(asked.take("btf_size")).isEqualTo(4);
      assertThat(asked.take("name_len")).isEqualTo(64);
      StructsOfC.memory(asked.take("name"), 8).put("vmlinux".getBytes(StandardCharsets.UTF_8));
      c.put("bpf_btf_info.id", struct, 100);
      c.put("bpf_btf_info.kernel_btf", struct, 1);
      assertThat(struct.id()).isEqualTo(100);
      assertThat(struct.kernelBtf()).isTrue();
      assertThat(struct.name()).isEqualTo("vmlinux");
    }
  }

  @Test
  void linkInfo() {
    try (BpfLinkInfo struct = new BpfLinkInfo()) {
      c.put("bpf_link_info.type", struct, 1);
      c.put("bpf_link_info.id", struct, 2);
      c.put("bpf_link_info.prog_id", struct, 3);
      c.put("bpf_link_info.tracing.attach_type", struct, 4);
      c.put("bpf_link_info.tracing.target_obj_id", struct, 5);
      c.put("bpf_link_info.tracing.target_btf_id", struct, 6);
      assertThat(
              List.of(
                  struct.type(),
                  struct.id(),
                  struct.progId(),
                  struct.tracingAttachType(),
                  struct.tracingTargetObjId(),
                  struct.tracingTargetBtfId()))
          .containsExactly(1, 2, 3, 4, 5, 6)
          .inOrder();
      c.put("bpf_link_info.netns.netns_ino", struct, 7);
      c.put("bpf_link_info.netns.attach_type", struct, 8);
      assertThat(struct.first()).isEqualTo(7);
      assertThat(struct.second()).isEqualTo(8);
      c.put("bpf_link_info.xdp.ifindex", struct, 9);
      assertThat(struct.first()).isEqualTo(9);
      c.put("bpf_link_info.cgroup.cgroup_id", struct, 10);
      c.put("bpf_link_info.cgroup.attach_type", struct, 11);
      assertThat(struct.cgroupId()).isEqualTo(10);
      assertThat(struct.cgroupAttachType()).isEqualTo(11);
      c.put("bpf_link_info.iter.map.map_id", struct, 12);
      assertThat(struct.iterMapId()).isEqualTo(12);
    }
  }

  @Test
  void namesOfLinks() {
    try (NativeBuffer text = NativeBuffer.zeroed(20);
        BpfLinkInfo tracepoint = new BpfLinkInfo(NamePlace.RAW_TRACEPOINT, text);
        BpfLinkInfo iterator = new BpfLinkInfo(NamePlace.ITER, text)) {
      long address = NativeBuffer.address(text);
      assertThat(c.memory("bpf_link_info.raw_tracepoint.tp_name", tracepoint).getLong(0))
          .isEqualTo(address);
      assertThat(c.memory("bpf_link_info.raw_tracepoint.tp_name_len", tracepoint).getInt(0))
          .isEqualTo(20);
      assertThat(c.memory("bpf_link_info.iter.target_name", iterator).getLong(0))
          .isEqualTo(address);
      assertThat(c.memory("bpf_link_info.iter.target_name_len", iterator).getInt(0)).isEqualTo(20);
    }
  }
}
