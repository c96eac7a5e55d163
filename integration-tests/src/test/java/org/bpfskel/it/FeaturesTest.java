package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.MapType;
import org.bpfskel.ProgramType;
import org.bpfskel.feature.CodeFeature;
import org.bpfskel.feature.Features;
import org.bpfskel.internal.os.KernelRelease;
import org.bpfskel.internal.program.HelperNames;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the kernel has is what bpftool finds; and what cannot be told is no answer. */
@NeedsKernel
@NeedsBpftool
final class FeaturesTest {
  private static final Pattern KIND =
      Pattern.compile("eBPF (program_type|map_type) (\\S+) is (NOT )?available");

  /** As of Linux 6.2, the last. */
  private static final int HELPERS = 211;

  private static final int BPF_F_NO_PREALLOC = 1;
  private static final int BPF_F_NUMA_NODE = 1 << 2;
  private static final int BPF_F_ZERO_SEED = 1 << 6;
  private static final int BPF_F_MMAPABLE = 1 << 10;
  private static final int BPF_F_PRESERVE_ELEMS = 1 << 11;
  private static final int BPF_F_INNER_MAP = 1 << 12;

  /** No kernel has it. */
  private static final int UNKNOWN_FLAG = 1 << 30;

  private static String bpftool;

  @BeforeAll
  static void askBpftool() throws IOException {
    bpftool = Bpftool.run("feature", "probe", "kernel", "full");
  }

  @Test
  void allTypesOfProgramsAndMapsAreAsBpftoolSays() {
    List<String> differing = new ArrayList<>();
    Matcher kinds = KIND.matcher(bpftool);
    int told = 0;
    while (kinds.find()) {
      String name = kinds.group(2).toUpperCase(Locale.ROOT);
      boolean isProgram = kinds.group(1).equals("program_type");
      BooleanSupplier ours =
          isProgram
              ? () -> Features.isSupported(program(name))
              : () -> Features.isSupported(map(name));
      try {
        if (ours.getAsBoolean() == (kinds.group(3) != null)) {
          differing.add(kinds.group());
        }
        told++;
      } catch (BpfException e) {
        // bpftool takes that for a no.
        assertWithMessage(name).that(kinds.group(3)).isNotNull();
        assertWithMessage(name).that(e.kind()).isEqualTo(BpfException.Kind.PERMISSION);
      }
    }
    assertThat(differing).isEmpty();
    assertThat(told).isAtLeast(50);
  }

  @Test
  void allHelpersAreAsBpftoolSays() {
    int compared = 0;
    for (ProgramType type : ProgramType.known()) {
      Set<String> theirs = helpers(type);
      if (theirs.size() > 2) { // bpftool names a few that it cannot ask for
        Set<String> ours = new TreeSet<>();
        for (int number = 1; number <= HELPERS; number++) {
          String name = HelperNames.of(number);
          if (Features.hasHelper(type, name)) {
            ours.add(name);
          }
        }
        assertWithMessage("%s", type).that(ours).isEqualTo(theirs);
        compared++;
      }
    }
    assertThat(compared).isAtLeast(20);
  }

  @Test
  void codeIsAsBpftoolSays() {
    assertThat(Features.isSupported(CodeFeature.LARGE_PROGRAMS))
        .isEqualTo(bpftool.contains("Large program size limit is available"));
    assertThat(Features.isSupported(CodeFeature.BOUNDED_LOOPS))
        .isEqualTo(bpftool.contains("Bounded loop support is available"));
    assertThat(Features.isSupported(CodeFeature.ISA_V2))
        .isEqualTo(bpftool.contains("ISA extension v2 is available"));
    assertThat(Features.isSupported(CodeFeature.ISA_V3))
        .isEqualTo(bpftool.contains("ISA extension v3 is available"));
  }

  @Test
  void newerCodeIsThereFromItsKernelOn() {
    assertThat(Features.isSupported(CodeFeature.ISA_V4)).isEqualTo(isAtLeast(6, 6));
    assertThat(Features.isSupported(CodeFeature.MAY_GOTO)).isEqualTo(isAtLeast(6, 9));
    if (System.getProperty("os.arch").equals("amd64")) {
      assertThat(Features.isSupported(CodeFeature.LOAD_ACQUIRE)).isEqualTo(isAtLeast(6, 15));
    }
  }

  @Test
  void waysOfAttachingOfThisKernel() {
    assertThat(Features.isSupported(AttachType.CGROUP_INET_INGRESS)).isTrue();
    assertThat(Features.isSupported(AttachType.SK_LOOKUP)).isTrue();
    assertThat(Features.isSupported(AttachType.TCX_INGRESS)).isEqualTo(isAtLeast(6, 6));
    assertThat(Features.isSupported(AttachType.TRACE_FENTRY)).isTrue();
    assertThat(Features.isSupported(AttachType.of(4711))).isFalse();
    assertThat(Features.isSupported(AttachType.LIRC_MODE2))
        .isEqualTo(Features.isSupported(ProgramType.LIRC_MODE2));
  }

  @Test
  void flagsOfMaps() {
    assertThat(Features.hasMapFlags(MapType.HASH, BPF_F_NO_PREALLOC | BPF_F_NUMA_NODE)).isTrue();
    assertThat(Features.hasMapFlags(MapType.HASH, BPF_F_ZERO_SEED)).isTrue();
    assertThat(Features.hasMapFlags(MapType.HASH, BPF_F_MMAPABLE)).isFalse();
    assertThat(Features.hasMapFlags(MapType.ARRAY, BPF_F_MMAPABLE)).isTrue();
    assertThat(Features.hasMapFlags(MapType.ARRAY, BPF_F_INNER_MAP)).isTrue();
    assertThat(Features.hasMapFlags(MapType.ARRAY, BPF_F_NO_PREALLOC)).isFalse();
    assertThat(Features.hasMapFlags(MapType.PERF_EVENT_ARRAY, BPF_F_PRESERVE_ELEMS)).isTrue();
    for (MapType type : MapType.known()) {
      // Of the last kind the libbpf in use may know nothing.
      if (!Set.of(MapType.UNSPEC, MapType.STRUCT_OPS, MapType.INSN_ARRAY).contains(type)
          && Features.isSupported(type)) {
        assertWithMessage("%s", type).that(Features.hasMapFlags(type, 0)).isTrue();
        assertWithMessage("%s", type).that(Features.hasMapFlags(type, UNKNOWN_FLAG)).isFalse();
      }
    }
  }

  @Test
  void eachStructOpsTypeHasItsOwn() {
    String tcp = "tcp_congestion_ops";
    assertThat(Features.hasStructOpsHelper(tcp, "bpf_tcp_send_ack")).isTrue();
    assertThat(Features.hasStructOpsHelper(tcp, "bpf_xdp_adjust_head")).isFalse();
    assertThat(Features.hasStructOpsKfunc(tcp, "tcp_reno_ssthresh")).isTrue();
    assertThat(Features.hasStructOpsKfunc(tcp, "bpf_xdp_metadata_rx_hash")).isFalse();
    assertThat(Features.hasStructOpsKfunc(tcp, "bpf_dynptr_from_xdp")).isFalse();
    assertThat(Features.hasStructOpsKfunc(tcp, "no_such_function")).isFalse();
    BpfException unknown =
        assertThrows(
            BpfException.class,
            () -> Features.hasStructOpsHelper("no_such_ops", "bpf_ktime_get_ns"));
    assertThat(unknown.kind()).isEqualTo(BpfException.Kind.NOT_SUPPORTED);
  }

  @Test
  void functionsByTypeOfProgram() {
    assertThat(Features.hasKfunc(ProgramType.XDP, "bpf_xdp_metadata_rx_hash")).isTrue();
    assertThat(Features.hasKfunc(ProgramType.SCHED_CLS, "bpf_xdp_metadata_rx_hash")).isFalse();
    assertThat(Features.hasKfunc(ProgramType.XDP, "bpf_dynptr_from_xdp")).isTrue();
    assertThat(Features.hasKfunc(ProgramType.SCHED_CLS, "bpf_dynptr_from_xdp")).isFalse();
    assertThat(Features.hasKfunc(ProgramType.XDP, "no_such_function")).isFalse();
  }

  @Test
  void whatATypeAloneDoesNotTellIsAnException() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Features.hasHelper(ProgramType.STRUCT_OPS, "bpf_ktime_get_ns"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Features.hasKfunc(ProgramType.EXT, "bpf_cast_to_kern_ctx"));
    assertThrows(
        IllegalArgumentException.class, () -> Features.hasHelper(ProgramType.XDP, "bpf_no_such"));
  }

  private static Set<String> helpers(ProgramType type) {
    Matcher list =
        Pattern.compile(
                "eBPF helpers supported for program type %s:((?:\n\t- \\w+)*)"
                    .formatted(type.name().toLowerCase(Locale.ROOT)))
            .matcher(bpftool);
    Set<String> names = new TreeSet<>();
    if (list.find()) {
      Pattern.compile("bpf_\\w+")
          .matcher(list.group(1))
          .results()
          .forEach(m -> names.add(m.group()));
    }
    return names;
  }

  private static ProgramType program(String name) {
    return ProgramType.known().stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static MapType map(String name) {
    return MapType.known().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  private static boolean isAtLeast(int major, int minor) {
    return !KernelRelease.running().isBefore(major, minor);
  }
}
