package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.feature.FieldPlace;
import org.bpfskel.feature.KernelSymbols;
import org.bpfskel.feature.VmlinuxTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions that authors of programs ask of the running kernel's types and symbols. */
final class VmlinuxTypesTest {
  private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

  private VmlinuxTypes types;

  @BeforeEach
  void read() {
    assumeTrue(Files.isReadable(VMLINUX), "the kernel does not describe its types");
    types = VmlinuxTypes.read();
  }

  @Test
  void membersAreWhereTheTypesSay() throws IOException, BtfException {
    Btf btf = Btf.parse(Files.readAllBytes(VMLINUX));
    BtfType.Composite task = (BtfType.Composite) btf.type(btf.find("task_struct", BtfKind.STRUCT));
    int named = 0;
    for (BtfType.Member member : task.members()) {
      if (!member.name().isEmpty()) {
        FieldPlace place = types.field("task_struct", member.name()).orElseThrow();
        assertThat(place.bitOffset()).isEqualTo(member.bitOffset());
        named++;
      }
    }
    assertThat(named).isGreaterThan(100);
    assertThat(types.field("task_struct", "comm").orElseThrow().size()).isEqualTo(16);
  }

  @Test
  void pathsLeadIntoStructs() {
    FieldPlace entity = types.field("task_struct", "se").orElseThrow();
    FieldPlace runtime = types.field("task_struct", "se.vruntime").orElseThrow();
    assertThat(runtime.offset())
        .isEqualTo(
            entity.offset() + types.field("sched_entity", "vruntime").orElseThrow().offset());
    assertThat(runtime.bits()).isEqualTo(64);
    assertThat(types.hasField("task_struct", "se.no_such_member")).isFalse();
    assertThat(types.hasField("no_such_struct", "x")).isFalse();
    assertThat(types.hasField("task_struct", "")).isFalse();
    // In a struct without a name in a union without one.
    assertThat(types.hasField("sk_buff", "dev")).isTrue();
    Throwable pointer =
        assertThrows(IllegalArgumentException.class, () -> types.hasField("task_struct", "mm.pgd"));
    assertThat(pointer).hasMessageThat().contains("mm is a pointer: ask for pgd");
  }

  @Test
  void bitfieldsHaveTheirBits() {
    FieldPlace bit = types.field("task_struct", "in_execve").orElseThrow();
    assertThat(bit.bits()).isEqualTo(1);
    assertThat(bit.size()).isEqualTo(1);
  }

  @Test
  void valuesOfEnums() {
    assertThat(types.enumValue("bpf_map_type", "BPF_MAP_TYPE_RINGBUF").orElseThrow()).isEqualTo(27);
    assertThat(types.enumValue("BPF_MAP_TYPE_RINGBUF").orElseThrow()).isEqualTo(27);
    assertThat(types.hasEnumValue("BPF_MAP_TYPE_OF_TOMORROW")).isFalse();
    assertThat(types.hasEnumValue("bpf_prog_type", "BPF_MAP_TYPE_RINGBUF")).isFalse();
    assertThat(types.hasEnumValue("no_such_enum", "BPF_MAP_TYPE_RINGBUF")).isFalse();
  }

  @Test
  void typesFunctionsAndTracepoints() {
    assertThat(types.hasType("task_struct")).isTrue();
    assertThat(types.hasType("pid_t")).isTrue();
    assertThat(types.hasType("schedule")).isFalse();
    assertThat(types.hasFunction("tcp_reno_ssthresh")).isTrue();
    assertThat(types.hasTracepoint("sched_switch")).isTrue();
    assertThat(types.hasTracepoint("no_such_tracepoint")).isFalse();
    assertThat(types.hasKfunc("no_such_function")).isFalse();
    assertThat(types.hasKfunc("bpf_xdp_metadata_rx_hash")).isTrue();
  }

  @Test
  void structOps() {
    assertThat(types.hasStructOps("tcp_congestion_ops")).isTrue();
    assertThat(types.hasStructOps("task_struct")).isFalse();
    assertThat(types.hasStructOpsMember("tcp_congestion_ops", "cong_control")).isTrue();
    assertThat(types.hasStructOpsMember("tcp_congestion_ops", "no_such_member")).isFalse();
  }

  @Test
  void anotherKernelsTypes() throws IOException, BtfException {
    VmlinuxTypes same = VmlinuxTypes.of(List.of(Btf.parse(Files.readAllBytes(VMLINUX))));
    assertThat(same.field("task_struct", "comm")).isEqualTo(types.field("task_struct", "comm"));
    assertThrows(IllegalArgumentException.class, () -> VmlinuxTypes.of(List.of()));
  }

  @Test
  void symbols() {
    assumeTrue(Files.isReadable(Path.of("/proc/kallsyms")), "the kernel has no list of symbols");
    assertThat(KernelSymbols.has("tcp_reno_ssthresh")).isTrue();
    assertThat(KernelSymbols.has("no_such_symbol")).isFalse();
    assertThat(KernelSymbols.present(List.of("tcp_reno_ssthresh", "schedule", "no_such_symbol")))
        .isEqualTo(Set.of("schedule", "tcp_reno_ssthresh"));
  }
}
