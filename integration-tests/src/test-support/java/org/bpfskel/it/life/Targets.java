package org.bpfskel.it.life;

import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfProgram;
import org.bpfskel.attach.AttachTarget;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.attach.CgroupSharing;
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
import org.bpfskel.attach.RawTracepoint;
import org.bpfskel.attach.ReusePort;
import org.bpfskel.attach.SocketFilter;
import org.bpfskel.attach.Sockmap;
import org.bpfskel.attach.Tc;
import org.bpfskel.attach.Tcx;
import org.bpfskel.attach.Trace;
import org.bpfskel.attach.Tracepoint;
import org.bpfskel.attach.Uprobe;
import org.bpfskel.attach.UprobeMulti;
import org.bpfskel.attach.Usdt;
import org.bpfskel.attach.Xdp;

/** A target of every kind, and some that cannot be. */
final class Targets {
  private static final Path NOWHERE = Path.of("/nonexistent");
  private static final String NO_INTERFACE = "nosuchdevice";

  private Targets() {}

  static List<AttachTarget> all(List<BpfMap> maps, List<BpfProgram> programs) {
    List<AttachTarget> targets =
        new ArrayList<>(
            List.of(
                SocketFilter.descriptor(Integer.MAX_VALUE),
                ReusePort.descriptor(Integer.MAX_VALUE),
                Cgroup.at(NOWHERE).withoutLink(CgroupSharing.MULTI),
                RawTracepoint.of("sys_enter"),
                RawTracepoint.of(""),
                Iter.all(),
                Iter.process(Integer.MAX_VALUE),
                Tracepoint.of("syscalls", "sys_enter_getpgid"),
                Tracepoint.of("../..", "\0"),
                Cgroup.at(NOWHERE),
                Cgroup.descriptor(Integer.MAX_VALUE),
                Freplace.asLoaded(),
                Kprobe.of("no_such_function"),
                KprobeMulti.matching("no_such_*"),
                KprobeMulti.addresses(-1),
                Ksyscall.of("no_such_call"),
                Lsm.asLoaded(),
                Netfilter.ipv4(Netfilter.Hook.LOCAL_IN).priority(Integer.MIN_VALUE),
                Netkit.primary(NO_INTERFACE),
                Netns.at(NOWHERE),
                PerfEvent.of(Integer.MAX_VALUE, -1),
                Tc.ingress(NO_INTERFACE),
                Tcx.ingress(Integer.MAX_VALUE),
                Trace.asLoaded(),
                Uprobe.of(NOWHERE, "f"),
                UprobeMulti.matching(NOWHERE, "*"),
                Usdt.of(NOWHERE, "a", "b"),
                Xdp.on(NO_INTERFACE),
                Xdp.on(Integer.MAX_VALUE).withoutLink(),
                Xdp.on(Integer.MAX_VALUE)));
    requireAll(targets.stream().map(AttachTarget::getClass).collect(Collectors.toSet()));
    maps.forEach(map -> targets.add(Iter.map(map)));
    maps.forEach(map -> targets.add(Sockmap.of(map)));
    maps.forEach(map -> targets.add(Sockmap.of(map).withoutLink()));
    programs.forEach(program -> targets.add(Freplace.of(program, "f")));
    return targets;
  }

  private static void requireAll(Set<Class<?>> there) {
    for (Class<?> kind : kinds()) {
      if (!there.contains(kind) && kind != Sockmap.class) {
        throw new AssertionError("no target of " + kind);
      }
    }
  }

  private static List<Class<?>> kinds() {
    ClassPath classes;
    try {
      classes = ClassPath.from(AttachTarget.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Class<?>> kinds = new ArrayList<>();
    for (ClassPath.ClassInfo info :
        classes.getTopLevelClasses(AttachTarget.class.getPackageName())) {
      Class<?> type = info.load();
      if (AttachTarget.class.isAssignableFrom(type) && type != AttachTarget.class) {
        kinds.add(type);
      }
    }
    return kinds;
  }
}
