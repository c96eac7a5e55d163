package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfProgram;
import org.bpfskel.attach.AttachedProgram;
import org.bpfskel.attach.AttachedPrograms;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.attach.CgroupSharing;
import org.bpfskel.attach.Netkit;
import org.bpfskel.attach.Netns;
import org.bpfskel.attach.Order;
import org.bpfskel.attach.Sockmap;
import org.bpfskel.attach.Tcx;
import org.junit.jupiter.api.Test;

/** What is attached where, and cgroups and maps of sockets without a link. */
@NeedsKernel
final class AttachedProgramsTest extends LoadedTraffic {
  private static int id(BpfProgram program) {
    return program.info().id();
  }

  @Test
  void tcxTellsProgramsAndLinksInTheirOrderAndCountsChanges() throws IOException {
    RunningKernel.assumeLinux(6, 6);
    try (VethPair pair = VethPair.create()) {
      Tcx place = Tcx.ingress(pair.name());
      assertThat(place.query().programs()).isEmpty();
      try (BpfLink second = skel.progs.on_tc.attach(place);
          BpfLink first = skel.progs.on_second_tc.attach(place.order(Order.FIRST))) {
        AttachedPrograms there = place.query();
        assertThat(there.programs())
            .containsExactly(
                new AttachedProgram(id(skel.progs.on_second_tc), first.info().id(), 0, 0),
                new AttachedProgram(id(skel.progs.on_tc), second.info().id(), 0, 0))
            .inOrder();
        assertThat(Tcx.egress(pair.name()).query().programs()).isEmpty();
        first.detach();
        AttachedPrograms then = place.query();
        assertThat(then.programIds()).containsExactly(id(skel.progs.on_tc));
        assertThat(then.revision()).isGreaterThan(there.revision());
        Order stale = Order.LAST.atRevision(there.revision());
        BpfException refusal =
            assertThrows(
                BpfException.class, () -> skel.progs.on_classifier.attach(place.order(stale)));
        assertThat(refusal.errnoName()).isEqualTo("ESTALE");
        Order current = Order.LAST.atRevision(then.revision());
        skel.progs.on_classifier.attach(place.order(current)).close();
      }
      pair.remove();
      assertThat(assertThrows(BpfException.class, place::query))
          .hasMessageThat()
          .contains("has no such interface");
      assertThat(assertThrows(BpfException.class, Tcx.ingress(Integer.MAX_VALUE)::query))
          .hasMessageThat()
          .contains("has no such interface");
    }
  }

  @Test
  void interfaceThatIsNoNetkitDeviceIsRefused() {
    BpfException refusal = assertThrows(BpfException.class, () -> Netkit.primary(LOOPBACK).query());
    assertThat(refusal.errnoName()).isAnyOf("EINVAL", "ENXIO");
    assertThat(refusal).hasMessageThat().contains("the interface is no netkit device");
  }

  @Test
  void namespaceTellsItsPrograms() {
    try (NetworkSkel network = NetworkSkel.openAndLoad();
        BpfLink link = network.progs.on_lookup.attach(Netns.current())) {
      assertThat(link.isOpen()).isTrue();
      assertThat(Netns.current().query(AttachType.SK_LOOKUP).programIds())
          .contains(id(network.progs.on_lookup));
      assertThrows(
          IllegalArgumentException.class, () -> Netns.current().query(AttachType.TCX_INGRESS));
    }
    assertThat(
            assertThrows(
                BpfException.class,
                () -> Netns.at(Path.of("/dev/null")).query(AttachType.SK_LOOKUP)))
        .hasMessageThat()
        .contains("is no network namespace");
  }

  @Test
  void cgroupTellsWhatItHasAndWhatRunsInIt() throws IOException {
    try (CgroupV2 cgroup = CgroupV2.create()) {
      Cgroup place = Cgroup.at(cgroup.directory());
      Cgroup root = Cgroup.at(CgroupV2.root());
      try (BpfLink link = skel.progs.on_sysctl.attach(place)) {
        assertThat(link.isOpen()).isTrue();
        AttachedPrograms there = place.query(AttachType.CGROUP_SYSCTL);
        assertThat(there.programIds()).containsExactly(id(skel.progs.on_sysctl));
        assertThat(there.flags()).isEqualTo(2); // BPF_F_ALLOW_MULTI
        assertThat(place.queryEffective(AttachType.CGROUP_SYSCTL).programIds())
            .contains(id(skel.progs.on_sysctl));
        assertThat(root.query(AttachType.CGROUP_SYSCTL).programIds())
            .doesNotContain(id(skel.progs.on_sysctl));
      }
      assertThat(place.query(AttachType.CGROUP_SYSCTL).programs()).isEmpty();
      assertThat(
              assertThrows(
                  IllegalArgumentException.class, () -> place.query(AttachType.TCX_INGRESS)))
          .hasMessageThat()
          .contains("has no programs of BPF_TCX_INGRESS");
    }
    assertThat(
            assertThrows(
                BpfException.class,
                () -> Cgroup.at(Path.of("/tmp")).query(AttachType.CGROUP_SYSCTL)))
        .hasMessageThat()
        .contains("/tmp is no file of this kind");
  }

  @Test
  void cgroupRunsAProgramWithoutALinkUntilThatIsClosed() throws IOException {
    try (CgroupV2 cgroup = CgroupV2.create()) {
      Action read = () -> cgroup.run("cat /proc/sys/kernel/ostype");
      for (CgroupSharing sharing : CgroupSharing.values()) {
        Cgroup place = Cgroup.at(cgroup.directory()).withoutLink(sharing);
        counting("sysctl").countsUntilClosed(place, read);
        try (BpfLink link = skel.progs.on_sysctl.attach(place)) {
          assertThat(assertThrows(BpfException.class, link::info))
              .hasMessageThat()
              .contains("it has no link in the kernel: bpf_prog_attach_opts makes none");
          link.update(skel.progs.on_second_sysctl);
          assertThat(counting("second_sysctl").runsDuring(read)).isAtLeast(1);
          assertThat(place.query(AttachType.CGROUP_SYSCTL).programIds())
              .containsExactly(id(skel.progs.on_second_sysctl));
        }
        assertThat(place.query(AttachType.CGROUP_SYSCTL).programs()).isEmpty();
      }
    }
  }

  @Test
  void programThatHasACgroupForItselfStays() throws IOException {
    try (CgroupV2 cgroup = CgroupV2.create()) {
      Cgroup alone = Cgroup.at(cgroup.directory()).withoutLink(CgroupSharing.ALONE);
      BpfLink link = skel.progs.on_sysctl.attach(alone);
      BpfException refusal =
          assertThrows(BpfException.class, () -> skel.progs.on_second_sysctl.attach(alone));
      assertThat(refusal.kind()).isEqualTo(BpfException.Kind.BUSY);
      assertThat(refusal).hasMessageThat().contains("is attached there already, and stays");
      Cgroup many = Cgroup.at(cgroup.directory()).withoutLink(CgroupSharing.MULTI);
      assertThat(assertThrows(BpfException.class, () -> skel.progs.on_second_sysctl.attach(many)))
          .hasMessageThat()
          .contains("EPERM");
      assertThat(alone.query(AttachType.CGROUP_SYSCTL).programIds())
          .containsExactly(id(skel.progs.on_sysctl));
      link.detach();
      try (TrafficSkel others = TrafficSkel.openAndLoad()) {
        others.progs.on_sysctl.attach(alone);
        link.close(); // which has nothing there any more
        assertThat(alone.query(AttachType.CGROUP_SYSCTL).programs()).hasSize(1);
      }
      assertThat(alone.query(AttachType.CGROUP_SYSCTL).programs()).isEmpty();
    }
  }

  @Test
  void oneOfSeveralProgramsOfACgroupIsReplaced() throws IOException {
    try (CgroupV2 cgroup = CgroupV2.create()) {
      Cgroup place = Cgroup.at(cgroup.directory());
      BpfLink link = skel.progs.on_sysctl.attach(place.withoutLink(CgroupSharing.MULTI));
      int first = id(skel.progs.on_sysctl);
      int tc = id(skel.progs.on_tc);
      assertThat(
              assertThrows(
                  BpfException.class,
                  () -> skel.progs.on_second_sysctl.attach(place.replacing(tc))))
          .hasMessageThat()
          .contains("program " + tc + " is of another type");
      try (TrafficSkel others = TrafficSkel.openAndLoad()) {
        int other = id(others.progs.on_sysctl);
        assertThat(
                assertThrows(
                    BpfException.class,
                    () -> skel.progs.on_second_sysctl.attach(place.replacing(other))))
            .hasMessageThat()
            .contains("the cgroup does not have program " + other);
      }
      try (BpfLink second = skel.progs.on_second_sysctl.attach(place.replacing(first))) {
        assertThat(place.query(AttachType.CGROUP_SYSCTL).programIds())
            .containsExactly(id(skel.progs.on_second_sysctl));
        assertThat(assertThrows(BpfException.class, () -> link.update(skel.progs.on_sysctl)))
            .hasMessageThat()
            .contains("it is attached there no more");
        link.close();
        assertThat(second.isOpen()).isTrue();
        assertThat(place.query(AttachType.CGROUP_SYSCTL).programs()).hasSize(1);
      }
      assertThat(place.query(AttachType.CGROUP_SYSCTL).programs()).isEmpty();
    }
  }

  @Test
  void cgroupMayGoFirst() throws IOException {
    BpfLink link;
    try (CgroupV2 cgroup = CgroupV2.create()) {
      link =
          skel.progs.on_sysctl.attach(
              Cgroup.at(cgroup.directory()).withoutLink(CgroupSharing.MULTI));
    }
    link.detach();
    link.close();
  }

  @Test
  void mapOfSocketsHasAProgramWithoutALink() {
    try (TrafficSkel loaded = TrafficSkel.open()) {
      loaded.progs.on_verdict.setAutoload(true);
      loaded.progs.on_second_verdict.setAutoload(true);
      loaded.load();
      Sockmap place = Sockmap.of(loaded.maps.sockets).withoutLink();
      AttachType type = AttachType.SK_SKB_STREAM_VERDICT;
      try (BpfLink link = loaded.progs.on_verdict.attach(place)) {
        assertThat(place.query(type).programIds()).isEqualTo(List.of(id(loaded.progs.on_verdict)));
        assertThat(
                assertThrows(
                    BpfException.class, () -> loaded.progs.on_second_verdict.attach(place)))
            .hasMessageThat()
            .contains("is attached there already, and stays");
        link.update(loaded.progs.on_second_verdict);
        assertThat(place.query(type).programIds())
            .isEqualTo(List.of(id(loaded.progs.on_second_verdict)));
      }
      assertThat(place.query(type).programs()).isEmpty();
      assertThat(assertThrows(BpfException.class, () -> Sockmap.of(loaded.maps.bss).query(type)))
          .hasMessageThat()
          .contains("the map is no sockmap or sockhash");
    }
  }
}
