package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.bpfskel.internal.foreign.NativeMemory.string;
import static org.bpfskel.it.StructsOfC.memory;
import static org.bpfskel.it.StructsOfC.word;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.BpfMapInfo;
import org.bpfskel.internal.libbpf.OpenOpts;
import org.bpfskel.internal.libbpf.ProgInfo;
import org.bpfskel.internal.libbpf.SkeletonLoad;
import org.bpfskel.internal.libbpf.TestRunOpts;
import org.bpfskel.internal.os.EpollEvent;
import org.bpfskel.internal.os.PerfEventAttr;
import org.bpfskel.it.StructsOfC.Members;
import org.bpfskel.it.StructsOfC.Place;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Java puts the members of structs where a C compiler does, and leaves zeros everywhere else. */
class StructsOfCTest {
  private static final long LONG = 0x8102030405060708L;
  private static final int INT = 0x8a0b0c0d;
  private static final long UNSIGNED_INT = 0x8a0b0c0dL;

  private static StructsOfC c;

  @BeforeAll
  static void askTheCompiler(@TempDir Path folder) throws IOException {
    c = new StructsOfC(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "bpf_tracepoint_opts, bpf_cookie",
    "bpf_raw_tracepoint_opts, cookie",
    "bpf_trace_opts, cookie",
    "bpf_usdt_opts, usdt_cookie",
    "bpf_perf_event_opts, bpf_cookie"
  })
  void cookieOf(String struct, String member) {
    assertThat(c.opts(struct, new AttachOpts.CookieOpts(LONG)).others())
        .containsExactly(member, LONG);
  }

  @Test
  void kprobe() {
    assertThat(c.opts("bpf_kprobe_opts", new AttachOpts.KprobeOpts(LONG, 7, true, INT)).others())
        .containsExactly(
            "bpf_cookie", LONG, "offset", 7L, "retprobe", 1L, "attach_mode", UNSIGNED_INT);
  }

  @Test
  void ksyscall() {
    assertThat(c.opts("bpf_ksyscall_opts", new AttachOpts.KsyscallOpts(LONG, true)).others())
        .containsExactly("bpf_cookie", LONG, "retprobe", 1L);
  }

  @Test
  void kprobeMulti() {
    try (AttachOpts struct =
        new AttachOpts.KprobeMultiOpts(
            List.of("do_ä", "do_b"), List.of(), List.of(LONG, 2L), true)) {
      Members members = c.opts("bpf_kprobe_multi_opts", struct);
      long syms = members.take("syms");
      assertThat(string(word(syms, 0))).isEqualTo("do_ä");
      assertThat(string(word(syms, 1))).isEqualTo("do_b");
      long cookies = members.take("cookies");
      assertThat(word(cookies, 0)).isEqualTo(LONG);
      assertThat(word(cookies, 1)).isEqualTo(2);
      assertThat(members.others()).containsExactly("addrs", 0L, "cnt", 2L, "retprobe", 1L);
    }
  }

  @Test
  void kprobeMultiByAddresses() {
    try (AttachOpts struct =
        new AttachOpts.KprobeMultiOpts(List.of(), List.of(LONG), List.of(), false)) {
      Members members = c.opts("bpf_kprobe_multi_opts", struct);
      assertThat(word(members.take("addrs"), 0)).isEqualTo(LONG);
      assertThat(members.others())
          .containsExactly("syms", 0L, "cookies", 0L, "cnt", 1L, "retprobe", 0L);
    }
  }

  @Test
  void uprobe() {
    try (AttachOpts struct = new AttachOpts.UprobeOpts(5, LONG, true, "main", INT)) {
      Members members = c.opts("bpf_uprobe_opts", struct);
      assertThat(members.text("func_name")).isEqualTo("main");
      assertThat(members.others())
          .containsExactly(
              "ref_ctr_offset",
              5L,
              "bpf_cookie",
              LONG,
              "retprobe",
              1L,
              "attach_mode",
              UNSIGNED_INT);
    }
  }

  @Test
  void uprobeMulti() {
    try (AttachOpts struct =
        new AttachOpts.UprobeMultiOpts(List.of(), List.of(1L), List.of(2L), List.of(3L), true)) {
      Members members = c.opts("bpf_uprobe_multi_opts", struct);
      assertThat(word(members.take("offsets"), 0)).isEqualTo(1);
      assertThat(word(members.take("ref_ctr_offsets"), 0)).isEqualTo(2);
      assertThat(word(members.take("cookies"), 0)).isEqualTo(3);
      assertThat(members.others()).containsExactly("syms", 0L, "cnt", 1L, "retprobe", 1L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpf_tcx_opts", "bpf_netkit_opts", "bpf_cgroup_opts"})
  void orderOf(String struct) {
    assertThat(c.opts(struct, new AttachOpts.MprogOpts(INT, 3, LONG)).others())
        .containsExactly(
            "flags", UNSIGNED_INT, "relative_fd", 0L, "relative_id", 3L, "expected_revision", LONG);
  }

  @Test
  void netfilter() {
    assertThat(c.opts("bpf_netfilter_opts", new AttachOpts.NetfilterOpts(1, 2, INT, 4)).others())
        .containsExactly("pf", 1L, "hooknum", 2L, "priority", UNSIGNED_INT, "flags", 4L);
  }

  @Test
  void iter() {
    try (AttachOpts struct = new AttachOpts.IterOpts(0x11, 0x22)) {
      Members members = c.opts("bpf_iter_attach_opts", struct);
      ByteBuffer union = memory(members.take("link_info"), 8);
      assertThat(union.getInt(0)).isEqualTo(0x11);
      assertThat(union.getInt(4)).isEqualTo(0x22);
      assertThat(members.others()).containsExactly("link_info_len", 8L);
    }
  }

  @Test
  void iterOverEverything() {
    assertThat(c.opts("bpf_iter_attach_opts", new AttachOpts.IterOpts()).others())
        .containsExactly("link_info", 0L, "link_info_len", 0L);
  }

  @Test
  void open() {
    try (OpenOpts struct =
        new OpenOpts("mine")
            .relaxedMaps(true)
            .pinRootPath("/pins")
            .kconfig("CONFIG_HZ=250")
            .btfCustomPath("/types.btf")
            .kernelLogLevel(INT)
            .bpfTokenPath("/token")) {
      Members members = c.opts("bpf_object_open_opts", struct);
      assertThat(members.text("object_name")).isEqualTo("mine");
      assertThat(members.text("pin_root_path")).isEqualTo("/pins");
      assertThat(members.text("kconfig")).isEqualTo("CONFIG_HZ=250");
      assertThat(members.text("btf_custom_path")).isEqualTo("/types.btf");
      assertThat(members.text("bpf_token_path")).isEqualTo("/token");
      assertThat(members.others())
          .containsExactly(
              "relaxed_maps", 1L,
              "kernel_log_buf", 0L,
              "kernel_log_size", 0L,
              "kernel_log_level", UNSIGNED_INT);
    }
  }

  @Test
  void testRun() {
    try (TestRunOpts struct =
        new TestRunOpts(INT, 2, 3, 4).data(new byte[] {1, 2}, 5).ctx(new byte[] {6}, 7)) {
      Members members = c.opts("bpf_test_run_opts", struct);
      assertThat(memory(members.take("data_in"), 2).get(1)).isEqualTo(2);
      assertThat(memory(members.take("ctx_in"), 1).get(0)).isEqualTo(6);
      memory(members.take("data_out"), 5).put(4, (byte) 44);
      memory(members.take("ctx_out"), 7).put(6, (byte) 66);
      assertThat(members.others())
          .containsExactly(
              "data_size_in", 2L,
              "data_size_out", 5L,
              "ctx_size_in", 1L,
              "ctx_size_out", 7L,
              "retval", 0L,
              "repeat", UNSIGNED_INT,
              "duration", 0L,
              "flags", 2L,
              "cpu", 3L,
              "batch_size", 4L);
      assertThat(struct.dataOut()[4]).isEqualTo(44);
      assertThat(struct.ctxOut()[6]).isEqualTo(66);
    }
  }

  @Test
  void resultOfTestRun() {
    try (TestRunOpts struct = new TestRunOpts(1, 0, 0, 0)) {
      c.put("bpf_test_run_opts.retval", struct, 0x11);
      c.put("bpf_test_run_opts.duration", struct, 0x22);
      c.put("bpf_test_run_opts.data_size_out", struct, 0x33);
      c.put("bpf_test_run_opts.ctx_size_out", struct, 0x44);
      assertThat(struct.retval()).isEqualTo(0x11);
      assertThat(struct.duration()).isEqualTo(0x22);
      assertThat(struct.dataSizeOut()).isEqualTo(0x33);
      assertThat(struct.ctxSizeOut()).isEqualTo(0x44);
    }
  }

  @Test
  void skeletonOfOneMap() {
    try (SkeletonLoad struct = new SkeletonLoad("mine", LONG, 5)) {
      int size = c.place("bpf_object_skeleton").size();
      Members members = c.members("bpf_object_skeleton", struct, size);
      assertThat(members.text("name")).isEqualTo("mine");
      assertThat(word(members.take("obj"), 0)).isEqualTo(LONG);
      long maps = members.take("maps");
      assertThat(word(word(maps, c.place("bpf_map_skeleton.map").offset() / 8), 0)).isEqualTo(5);
      long mapped = word(maps, c.place("bpf_map_skeleton.mmaped").offset() / 8);
      memory(mapped, 8).putLong(0, 77);
      assertThat(struct.mapped()).isEqualTo(77);
      assertThat(members.others())
          .containsExactly("sz", (long) size, "map_cnt", 1L, "map_skel_sz", 24L);
    }
  }

  @Test
  void programInfo() {
    try (NativeBuffer mapIds = NativeBuffer.zeroed(8);
        ProgInfo struct = new ProgInfo(2, mapIds)) {
      Members asked = c.members("bpf_prog_info", struct, used());
      assertThat(asked.take("nr_map_ids")).isEqualTo(2);
      assertThat(asked.take("map_ids")).isEqualTo(NativeBuffer.address(mapIds));

      int value = 100;
      for (String member : INFO) {
        c.put("bpf_prog_info." + member, struct, value++);
      }
      c.memory("bpf_prog_info.tag", struct).put(7, (byte) 8);
      c.memory("bpf_prog_info.name", struct)
          .put("fifteen_letters".getBytes(StandardCharsets.UTF_8));
      Place behind = c.place("bpf_prog_info.ifindex"); // a bitfield has no offset in C
      memory(struct.address() + behind.offset() + behind.size(), 4).putInt(0, 1);
      assertThat(
              List.<Number>of(
                  struct.type(),
                  struct.id(),
                  struct.jitedProgLen(),
                  struct.xlatedProgLen(),
                  struct.loadTime(),
                  struct.createdByUid(),
                  struct.nrMapIds(),
                  struct.ifindex(),
                  struct.btfId(),
                  struct.runTimeNs(),
                  struct.runCnt(),
                  struct.recursionMisses(),
                  struct.verifiedInsns(),
                  struct.attachBtfObjId(),
                  struct.attachBtfId()))
          .containsExactly(
              100, 101, 102, 103, 104L, 105, 106, 107, 108, 109L, 110L, 111L, 112, 113, 114)
          .inOrder();
      assertThat(struct.tag()).isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 0, 8});
      assertThat(struct.name()).isEqualTo("fifteen_letters");
      assertThat(struct.gplCompatible()).isTrue();
    }
  }

  @Test
  void mapInfo() {
    try (BpfMapInfo struct = new BpfMapInfo()) {
      int value = 100;
      for (String member : MAP_INFO) {
        c.put("bpf_map_info." + member, struct, value++);
      }
      c.memory("bpf_map_info.name", struct).put("fifteen_letters".getBytes(StandardCharsets.UTF_8));
      Place before = c.place("bpf_map_info.btf_value_type_id"); // newer headers have it by name
      memory(struct.address() + before.offset() + before.size(), 4).putInt(0, 7);
      assertThat(
              List.<Number>of(
                  struct.type(),
                  struct.id(),
                  struct.keySize(),
                  struct.valueSize(),
                  struct.maxEntries(),
                  struct.mapFlags(),
                  struct.ifindex(),
                  struct.btfVmlinuxValueTypeId(),
                  struct.netnsDev(),
                  struct.netnsIno(),
                  struct.btfId(),
                  struct.btfKeyTypeId(),
                  struct.btfValueTypeId(),
                  struct.btfVmlinuxId(),
                  struct.mapExtra()))
          .containsExactly(
              100, 101, 102, 103, 104, 105, 106, 107, 108L, 109L, 110, 111, 112, 7, 113L)
          .inOrder();
      assertThat(struct.name()).isEqualTo("fifteen_letters");
    }
  }

  @Test
  void epollEvent() {
    int size = c.place("epoll_event").size();
    try (EpollEvent struct = new EpollEvent(INT, 7)) {
      Members members = c.members("epoll_event", struct, size);
      assertThat(members.take("events")).isEqualTo(UNSIGNED_INT);
      assertThat((int) members.take("data")).isEqualTo(7); // fd, the first of the union
    }
    try (EpollEvent struct = new EpollEvent(0, 0)) {
      c.memory("epoll_event.data", struct).putLong(0, 0x0000_0008_0000_0008L);
      assertThat(struct.descriptor()).isEqualTo(8);
    }
  }

  /** The kernel takes so much of the struct as the struct itself says. */
  @Test
  void perfEventAttr() {
    Place last = c.place("perf_event_attr.bp_addr");
    int size = last.offset() + last.size();
    try (PerfEventAttr struct =
        new PerfEventAttr(INT, LONG, 99).sampleType(1 << 10).wakeupEvents(5)) {
      Members members = c.members("perf_event_attr", struct, size);
      assertThat(members.take("type")).isEqualTo(UNSIGNED_INT);
      assertThat(members.take("size")).isEqualTo(size);
      assertThat(members.take("config")).isEqualTo(LONG);
      assertThat(members.take("sample_period")).isEqualTo(99);
      assertThat(members.take("sample_type")).isEqualTo(1 << 10);
      assertThat(members.take("wakeup_events")).isEqualTo(5);
      assertThat(members.others()).containsExactly("read_format", 0L, "bp_type", 0L, "bp_addr", 0L);
      Place freq = c.place("perf_event_attr_freq"); // its byte, and the byte's value
      ByteBuffer bits = memory(struct.address() + freq.offset(), 1);
      assertThat(bits.get(0)).isEqualTo(0);
      struct.freq(true);
      assertThat(Byte.toUnsignedInt(bits.get(0))).isEqualTo(freq.size());
    }
  }

  private static final List<String> MAP_INFO =
      List.of(
          "type",
          "id",
          "key_size",
          "value_size",
          "max_entries",
          "map_flags",
          "ifindex",
          "btf_vmlinux_value_type_id",
          "netns_dev",
          "netns_ino",
          "btf_id",
          "btf_key_type_id",
          "btf_value_type_id",
          "map_extra");

  private static final List<String> INFO =
      List.of(
          "type",
          "id",
          "jited_prog_len",
          "xlated_prog_len",
          "load_time",
          "created_by_uid",
          "nr_map_ids",
          "ifindex",
          "btf_id",
          "run_time_ns",
          "run_cnt",
          "recursion_misses",
          "verified_insns",
          "attach_btf_obj_id",
          "attach_btf_id");

  /** As much of it as the runtime knows; what newer headers have is behind it. */
  private static int used() {
    Place last = c.place("bpf_prog_info.attach_btf_id");
    return last.offset() + last.size();
  }
}
