package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.KernelEnum;
import org.bpfskel.LinkType;
import org.bpfskel.MapType;
import org.bpfskel.ProgramOptions;
import org.bpfskel.ProgramType;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.junit.jupiter.api.Test;

/** What can be chosen for a program before load, and what the kernel makes of it. */
@NeedsKernel
final class ProgramOptionsTest {
  private static final int BPF_F_STRICT_ALIGNMENT = 1;

  @Test
  void typeIsWhatTheSectionSays() {
    try (TestRunsSkel skel = TestRunsSkel.open()) {
      assertThat(skel.progs.on_xdp.options().type()).isEqualTo(ProgramType.XDP);
      assertThat(skel.progs.on_tc.options().type()).isEqualTo(ProgramType.SCHED_CLS);
      assertThat(skel.progs.on_xdp.options().expectedAttachType()).isEqualTo(AttachType.XDP);
    }
  }

  @Test
  void typeThatIsSetIsLoaded() {
    try (TestRunsSkel skel = TestRunsSkel.open()) {
      skel.progs.on_socket.setAutoload(true);
      skel.progs.on_socket.options().setType(ProgramType.CGROUP_SKB);
      skel.progs.on_socket.options().setExpectedAttachType(AttachType.CGROUP_INET_EGRESS);
      skel.load();
      assertThat(skel.progs.on_socket.info().type()).isEqualTo(ProgramType.CGROUP_SKB);
      assertThat(skel.progs.on_socket.options().expectedAttachType())
          .isEqualTo(AttachType.CGROUP_INET_EGRESS);
    }
  }

  @Test
  void typeWithoutANameIsAsGoodAndRefusedByTheKernelAlone() {
    try (TestRunsSkel skel = TestRunsSkel.open()) {
      ProgramOptions options = skel.progs.on_xdp.options();
      options.setType(ProgramType.of(4711));
      options.setExpectedAttachType(AttachType.of(4712));
      assertThat(options.type().number()).isEqualTo(4711);
      assertThat(options.expectedAttachType().number()).isEqualTo(4712);
      BpfException e = assertThrows(BpfException.class, skel::load);
      assertThat(e.libbpfLog().toString()).contains("prog 'on_xdp'");
    }
  }

  @Test
  void noTypeMakesOrUnmakesAStructOpsProgram() {
    try (TestRunsSkel skel = TestRunsSkel.open();
        DummyOpsSkel dummy = DummyOpsSkel.open()) {
      ProgramOptions xdp = skel.progs.on_xdp.options();
      ProgramOptions callback = dummy.progs.test_1.options();
      assertThrows(IllegalArgumentException.class, () -> xdp.setType(ProgramType.STRUCT_OPS));
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> callback.setType(ProgramType.XDP));
      assertThat(e).hasMessageThat().contains("program test_1");
      callback.setType(ProgramType.STRUCT_OPS);
      assertThat(callback.type()).isEqualTo(ProgramType.STRUCT_OPS);
    }
  }

  @Test
  void flagsReachTheKernel() {
    int unknown = 1 << 30;
    try (TestRunsSkel skel = TestRunsSkel.open()) {
      skel.progs.on_xdp.options().setFlags(BPF_F_STRICT_ALIGNMENT);
      assertThat(skel.progs.on_xdp.options().flags()).isEqualTo(BPF_F_STRICT_ALIGNMENT);
      skel.load();
    }
    try (TestRunsSkel skel = TestRunsSkel.open()) {
      skel.progs.on_xdp.options().setFlags(unknown);
      BpfException e = assertThrows(BpfException.class, skel::load);
      assertThat(e.errnoName()).isEqualTo("EINVAL");
    }
  }

  @Test
  void nothingIsChosenAfterLoad() {
    try (TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
      ProgramOptions options = skel.progs.on_xdp.options();
      assertThrows(IllegalStateException.class, () -> options.setType(ProgramType.SK_SKB));
      assertThrows(
          IllegalStateException.class, () -> options.setExpectedAttachType(AttachType.XDP));
      assertThrows(IllegalStateException.class, () -> options.setFlags(0));
      assertThrows(IllegalStateException.class, () -> options.setLogLevel(1));
      assertThrows(IllegalStateException.class, () -> options.setLogSize(4096));
      assertThat(options.type()).isEqualTo(ProgramType.XDP);
    }
  }

  @Test
  void nothingIsReadAfterClose() {
    TestRunsSkel skel = TestRunsSkel.open();
    skel.close();
    ProgramOptions options = skel.progs.on_xdp.options();
    assertThrows(IllegalStateException.class, options::type);
    assertThrows(IllegalStateException.class, options::flags);
    assertThrows(IllegalStateException.class, options::logLevel);
    assertThrows(IllegalStateException.class, () -> skel.progs.on_xdp.setAutoattach(false));
    assertThrows(IllegalStateException.class, skel.progs.on_xdp::autoattach);
    assertThrows(IllegalStateException.class, skel.progs.on_xdp::fd);
    assertThrows(IllegalStateException.class, skel.progs.on_xdp::info);
  }

  @Test
  void programThatDoesNotAttachByItselfIsLeftByAttach() {
    try (TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
      assertThat(skel.progs.on_sys_enter.autoattach()).isTrue();
      skel.progs.on_sys_enter.setAutoattach(false);
      assertThat(skel.progs.on_sys_enter.autoattach()).isFalse();
      skel.attach();
      assertThat(skel.links.on_sys_enter).isNull();
      assertThat(skel.progs.on_sys_enter.attachBySection()).isNull();

      skel.progs.on_sys_enter.setAutoattach(true);
      skel.attach();
      assertThat(skel.links.on_sys_enter).isNotNull();
    }
  }

  @Test
  void linkOfTheUsersOwnIsKeptByAttachAndClosedByDetach() {
    try (TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
      BpfLink own = skel.progs.on_sys_enter.attach();
      skel.links.on_sys_enter = own;
      skel.attach();
      assertThat(skel.links.on_sys_enter).isSameInstanceAs(own);
      assertThat(own.isOpen()).isTrue();
      skel.detach();
      assertThat(skel.links.on_sys_enter).isNull();
      assertThat(own.isOpen()).isFalse();
    }
  }

  @Test
  void constantsAreTheKernels() throws IOException, BtfException {
    Btf kernel = Btf.parse(Files.readAllBytes(Path.of("/sys/kernel/btf/vmlinux")));
    assertConstants(MapType.known(), numbers(kernel, "bpf_map_type"));
    assertConstants(ProgramType.known(), numbers(kernel, "bpf_prog_type"));
    assertConstants(AttachType.known(), numbers(kernel, "bpf_attach_type"));
    assertConstants(LinkType.known(), numbers(kernel, "bpf_link_type"));
  }

  /** As far as this kernel is new enough to have them. */
  private static void assertConstants(
      Collection<? extends KernelEnum> constants, Map<String, Long> numbers) {
    long newest =
        numbers.entrySet().stream()
            .filter(number -> !number.getKey().startsWith("__"))
            .mapToLong(Map.Entry::getValue)
            .max()
            .orElseThrow();
    for (KernelEnum constant : constants) {
      Long number = numbers.get(constant.toString());
      if (number != null) {
        assertWithMessage("%s", constant).that(constant.number()).isEqualTo(number.intValue());
      } else {
        assertWithMessage("%s", constant).that((long) constant.number()).isGreaterThan(newest);
      }
    }
  }

  private static Map<String, Long> numbers(Btf btf, String enumName) throws BtfException {
    Map<String, Long> numbers = new HashMap<>();
    BtfType.Enum type = (BtfType.Enum) btf.type(btf.find(enumName, BtfKind.ENUM));
    type.values().forEach(value -> numbers.put(value.name(), value.value()));
    return numbers;
  }
}
