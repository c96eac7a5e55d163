package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.attach.AttachTarget;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.attach.Freplace;
import org.bpfskel.attach.Iter;
import org.bpfskel.attach.Kprobe;
import org.bpfskel.attach.KprobeMulti;
import org.bpfskel.attach.Ksyscall;
import org.bpfskel.attach.Lsm;
import org.bpfskel.attach.Netfilter;
import org.bpfskel.attach.Netkit;
import org.bpfskel.attach.Netns;
import org.bpfskel.attach.PerfEvent;
import org.bpfskel.attach.PerfEvent.Software;
import org.bpfskel.attach.RawTracepoint;
import org.bpfskel.attach.Sockmap;
import org.bpfskel.attach.Tc;
import org.bpfskel.attach.Tcx;
import org.bpfskel.attach.Trace;
import org.bpfskel.attach.Tracepoint;
import org.bpfskel.attach.Uprobe;
import org.bpfskel.attach.UprobeMulti;
import org.bpfskel.attach.Usdt;
import org.bpfskel.attach.Xdp;
import org.junit.jupiter.api.Test;

/** Targets that do not fit the program, or are not there. */
@NeedsKernel
final class AttachRefusedTest extends LoadedNetwork {
  private static final Path LIBC = Path.of("libc.so.6");

  /** A system call that takes an interface's index here takes a descriptor there. */
  @Test
  void everyKindOfTargetRefusesAProgramOfAnotherType() throws Exception {
    Path cgroup = CgroupV2.root();
    AttachTarget[] targets = {
      Tcx.ingress("lo"),
      Tc.ingress("lo"),
      Netkit.primary("lo"),
      Cgroup.at(cgroup),
      Netns.current(),
      Netfilter.ipv4(Netfilter.Hook.LOCAL_IN),
      Sockmap.of(skel.maps.sockets),
      Tracepoint.of("syscalls", "sys_enter_mkdir"),
      RawTracepoint.of("sys_enter"),
      Trace.asLoaded(),
      Lsm.asLoaded(),
      Kprobe.of("do_exit"),
      KprobeMulti.symbols("do_exit"),
      Ksyscall.of("mkdir"),
      Uprobe.of(LIBC, "mkdir"),
      UprobeMulti.symbols(LIBC, "mkdir"),
      Usdt.of(LIBC, "libc", "setjmp"),
      PerfEvent.of(Software.PAGE_FAULTS),
      Iter.all(),
      Freplace.of(skel.progs.on_xdp_too, "on_xdp_too"),
    };
    for (AttachTarget target : targets) {
      BpfException refusal = refusal(skel.progs.on_xdp, target);
      assertThat(refusal.kind()).isEqualTo(BpfException.Kind.INVALID);
      assertThat(refusal.errnoName()).isEmpty();
      assertThat(refusal).hasMessageThat().contains("it takes programs of SEC(\"");
      assertThat(refusal).hasMessageThat().contains("but this is of SEC(\"xdp\")");
      assertThat(refusal.libbpfLog()).isEmpty();
    }
    assertThat(refusal(skel.progs.on_sysctl, Xdp.on("lo")))
        .hasMessageThat()
        .contains("it takes programs of SEC(\"xdp\"), but this is of SEC(\"cgroup/sysctl\")");
  }

  @Test
  void aProgramOfOneWayOfAttachingIsNamedByItsTypeAlone() {
    try (BpfObject object =
        BpfObject.open(BpfObjects.bytes("bpf/tracepoint.bpf.o"), "bpf/tracepoint.bpf.o")) {
      object.load();
      BpfProgram program = object.programs().iterator().next();
      assertThat(refusal(program, Xdp.on("lo")))
          .hasMessageThat()
          .endsWith(
              "it takes programs of SEC(\"xdp\"), but this is of SEC(\"raw_tp/sys_enter\"),"
                  + " BPF_PROG_TYPE_RAW_TRACEPOINT");
    }
  }

  @Test
  void programForTheOtherDirectionIsRefused() {
    assertThat(refusal(skel.progs.on_ingress, Tcx.egress("lo")))
        .hasMessageThat()
        .contains(
            "it takes programs of SEC(\"tcx/egress, tc or classifier\"), but this is of"
                + " SEC(\"tcx/ingress\")");
  }

  @Test
  void attachOfAProgramThatLoadLeftOutIsAWrongState() {
    try (NetworkSkel other = NetworkSkel.open()) {
      other.progs.on_xdp.setAutoload(false);
      other.load();
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> other.progs.on_xdp.attach(Xdp.on("lo")));
      assertThat(e).hasMessageThat().contains("load left program on_xdp out");
    }
  }

  @Test
  void attachBeforeLoadOrAfterCloseIsAWrongState() {
    try (NetworkSkel other = NetworkSkel.open()) {
      assertThrows(IllegalStateException.class, () -> other.progs.on_xdp.attach(Xdp.on("no_such")));
    }
    BpfProgram program = skel.progs.on_xdp;
    skel.close();
    assertThrows(IllegalStateException.class, () -> program.attach(Xdp.on("no_such")));
  }

  @Test
  void interfaceThatIsNotThereIsNamed() {
    BpfException refusal = refusal(skel.progs.on_xdp, Xdp.on("no_such"));
    assertThat(refusal.errnoName()).isEqualTo("ENODEV");
    assertThat(refusal.kind()).isEqualTo(BpfException.Kind.NOT_FOUND);
    assertThat(refusal.object()).isEqualTo("no_such");
    assertThat(refusal).hasMessageThat().contains("this network namespace has no such interface");
    assertThat(refusal(skel.progs.on_xdp, Xdp.on(Integer.MAX_VALUE)))
        .hasMessageThat()
        .contains("this network namespace has no such interface");
  }

  @Test
  void fileThatIsNoCgroupIsNamed() {
    assertThat(refusal(skel.progs.on_sysctl, Cgroup.at(Path.of("/tmp"))))
        .hasMessageThat()
        .contains("/tmp is no directory of a cgroup of version 2");
    assertThat(refusal(skel.progs.on_sysctl, Cgroup.at(Path.of("/no/such"))).object())
        .isEqualTo("/no/such");
    assertThat(refusal(skel.progs.on_sysctl, Cgroup.descriptor(100_000)).errnoName())
        .isEqualTo("EBADF");
  }

  @Test
  void fileThatIsNoNamespaceIsNamed() {
    assertThat(refusal(skel.progs.on_lookup, Netns.at(Path.of("/proc/self/ns/mnt"))))
        .hasMessageThat()
        .contains("/proc/self/ns/mnt is no network namespace");
  }

  private static BpfException refusal(BpfProgram program, AttachTarget target) {
    return assertThrows(BpfException.class, () -> program.attach(target));
  }
}
