package org.bpfskel.attach;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttachTargetTest {
  private static final Path LIBC = Path.of("libc.so.6");
  private static final Path GROUP = Path.of("/sys/fs/cgroup");

  static Stream<Arguments> texts() {
    return Stream.of(
        text(
            Cgroup.at(GROUP),
            "Cgroup[file=/sys/fs/cgroup, order=null, sharing=null, replacedId=0]"),
        text(
            Cgroup.descriptor(7).order(Order.FIRST),
            "Cgroup[file=descriptor 7, order=Order[flags=8, relativeId=0, expectedRevision=0],"
                + " sharing=null, replacedId=0]"),
        text(
            Cgroup.at(GROUP).replacing(5),
            "Cgroup[file=/sys/fs/cgroup, order=null, sharing=MULTI, replacedId=5]"),
        text(Freplace.asLoaded(), "Freplace[program=null, function=null]"),
        text(Iter.all(), "Iter[map=null, cgroup=null, order=null, tid=0, pid=0]"),
        text(
            Iter.cgroup(GROUP, Iter.CgroupOrder.SELF_ONLY),
            "Iter[map=null, cgroup=/sys/fs/cgroup, order=SELF_ONLY, tid=0, pid=0]"),
        text(Iter.thread(5), "Iter[map=null, cgroup=null, order=null, tid=5, pid=0]"),
        text(Iter.process(5), "Iter[map=null, cgroup=null, order=null, tid=0, pid=5]"),
        text(
            Kprobe.of("f").offset(4).returning().cookie(5).mode(ProbeMode.LINK),
            "Kprobe[function=f, offset=4, onReturn=true, cookie=5, mode=LINK]"),
        text(
            KprobeMulti.matching("tcp_*").returning(),
            "KprobeMulti[pattern=tcp_*, symbols=[], addresses=[], cookies=[], onReturn=true]"),
        text(
            KprobeMulti.symbols("f", "g").cookies(1, 2),
            "KprobeMulti[pattern=null, symbols=[f, g], addresses=[], cookies=[1, 2],"
                + " onReturn=false]"),
        text(
            Ksyscall.of("execve").returning().cookie(5),
            "Ksyscall[name=execve, onReturn=true, cookie=5]"),
        text(Lsm.asLoaded(), "Lsm[]"),
        text(
            Netfilter.ipv6(Netfilter.Hook.FORWARD).priority(-3).defragment(),
            "Netfilter[family=IPV6, hook=FORWARD, priority=-3, defragmented=true]"),
        text(
            Netkit.peer("nk0"),
            "Netkit[on=nk0, side=PEER,"
                + " order=Order[flags=0, relativeId=0, expectedRevision=0]]"),
        text(Netns.current(), "Netns[file=/proc/thread-self/ns/net]"),
        text(
            PerfEvent.of(1, 2).period(3).pid(4).cpu(5).cookie(6),
            "PerfEvent[type=1, config=2, sample=3, perSecond=false, pid=4, cpu=5, cookie=6]"),
        text(
            PerfEvent.profile(1),
            "PerfEvent[type=1, config=0, sample=99, perSecond=true, pid=-1, cpu=1, cookie=0]"),
        text(RawTracepoint.of("sys_enter").cookie(5), "RawTracepoint[name=sys_enter, cookie=5]"),
        text(
            Tcx.egress(2).order(Order.afterLink(3).atRevision(4)),
            "Tcx[on=#2, side=EGRESS,"
                + " order=Order[flags=8240, relativeId=3, expectedRevision=4]]"),
        text(ReusePort.descriptor(4), "ReusePort[descriptor=4]"),
        text(SocketFilter.descriptor(3), "SocketFilter[descriptor=3]"),
        text(
            Tc.egress("eth0").priority(5).handle(6).replacing(),
            "Tc[on=eth0, point=EGRESS, parent=0, handle=6, priority=5, replaces=true]"),
        text(
            Tc.parent(Interface.indexed(3), 1, 2),
            "Tc[on=#3, point=CUSTOM, parent=65538, handle=0, priority=0, replaces=false]"),
        text(Trace.asLoaded().cookie(5), "Trace[cookie=5]"),
        text(
            Tracepoint.of("sched", "sched_switch").cookie(5),
            "Tracepoint[category=sched, name=sched_switch, cookie=5]"),
        text(
            Uprobe.of(LIBC, "malloc").offset(1).pid(2).refCtrOffset(3).cookie(4).returning(),
            "Uprobe[binary=libc.so.6, function=malloc, offset=1, pid=2, onReturn=true,"
                + " refCtrOffset=3, cookie=4, mode=DEFAULT]"),
        text(
            Uprobe.of(LIBC, 16).mode(ProbeMode.PERF),
            "Uprobe[binary=libc.so.6, function=null, offset=16, pid=-1, onReturn=false,"
                + " refCtrOffset=0, cookie=0, mode=PERF]"),
        text(
            UprobeMulti.offsets(LIBC, 1, 2).pid(3).refCtrOffsets(4, 5).cookies(6, 7).returning(),
            "UprobeMulti[binary=libc.so.6, pattern=null, symbols=[], offsets=[1, 2],"
                + " refCtrOffsets=[4, 5], cookies=[6, 7], pid=3, onReturn=true]"),
        text(
            Usdt.of(LIBC, "libc", "setjmp").pid(3).cookie(4),
            "Usdt[binary=libc.so.6, provider=libc, name=setjmp, pid=3, cookie=4]"),
        text(Xdp.on("eth0"), "Xdp[on=eth0, mode=ANY, hasLink=true, replacedId=0]"),
        text(
            Xdp.on(3).mode(XdpMode.GENERIC).replacing(5),
            "Xdp[on=#3, mode=GENERIC, hasLink=false, replacedId=5]"));
  }

  private static Arguments text(AttachTarget target, String text) {
    return Arguments.of(target, text);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isWrittenWithAllItsValues(AttachTarget target, String text) {
    assertThat(target.toString()).isEqualTo(text);
  }

  @Test
  void writesOutWhatANameHides() {
    assertThat(Xdp.on("a\nb").toString()).startsWith("Xdp[on=a\\nb, ");
    assertThat(Interface.named("lo\u001b[2J").toString()).isEqualTo("lo\\u001b[2J");
    assertThat(KernelFile.at(Path.of("/x\ny")).toString()).isEqualTo("/x\\ny");
  }

  @Test
  void isEqualToOneOfItsClassWithItsValues() {
    Set<AttachTarget> targets = new HashSet<>();
    targets.add(Kprobe.of("f").cookie(5));
    assertThat(targets).contains(Kprobe.of("f").cookie(1).cookie(5));
    assertThat(targets).doesNotContain(Kprobe.of("f"));
    assertThat(targets).doesNotContain(Kprobe.of("f").cookie(5).returning());
    assertThat(Netns.descriptor(3)).isNotEqualTo(Cgroup.descriptor(3));
    assertThat(Trace.asLoaded()).isNotEqualTo(null);
  }

  @Test
  void staysAsItIsWhenACopyIsChanged() {
    Tcx first = Tcx.ingress("eth0");
    Tcx changed = first.order(Order.FIRST);
    assertThat(first.order()).isEqualTo(Order.LAST);
    assertThat(changed.order()).isEqualTo(Order.FIRST);
    assertThat(changed.on()).isEqualTo(first.on());
    assertThat(changed.side()).isEqualTo(Tcx.Side.INGRESS);
  }

  @Test
  void keepsACopyOfAList() {
    String[] names = {"f"};
    KprobeMulti target = KprobeMulti.symbols(names);
    names[0] = "g";
    assertThat(target.symbols()).isEqualTo(List.of("f"));
  }

  @Test
  void refusesManyPlacesThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> KprobeMulti.symbols(new String[0]));
    assertThrows(IllegalArgumentException.class, () -> KprobeMulti.addresses(new long[0]));
    assertThrows(IllegalArgumentException.class, () -> UprobeMulti.symbols(LIBC));
    assertThrows(IllegalArgumentException.class, () -> UprobeMulti.offsets(LIBC));
  }

  @Test
  void refusesCookiesOfAnotherNumberThanPlaces() {
    KprobeMulti one = KprobeMulti.symbols("f");
    assertThrows(IllegalArgumentException.class, () -> one.cookies(1, 2));
    KprobeMulti unlisted = KprobeMulti.matching("tcp_*");
    assertThrows(IllegalArgumentException.class, () -> unlisted.cookies(1));
    UprobeMulti two = UprobeMulti.offsets(LIBC, 1, 2);
    assertThrows(IllegalArgumentException.class, () -> two.refCtrOffsets(1));
  }
}
