package org.bpfskel.it.compatibility;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.BpfObject;
import org.bpfskel.MapType;
import org.bpfskel.TestRun;
import org.bpfskel.attach.AttachTarget;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.attach.Iter;
import org.bpfskel.attach.Kprobe;
import org.bpfskel.attach.KprobeMulti;
import org.bpfskel.attach.Ksyscall;
import org.bpfskel.attach.Netfilter;
import org.bpfskel.attach.Netfilter.Hook;
import org.bpfskel.attach.Netns;
import org.bpfskel.attach.PerfEvent;
import org.bpfskel.attach.PerfEvent.Software;
import org.bpfskel.attach.RawTracepoint;
import org.bpfskel.attach.Tcx;
import org.bpfskel.attach.Tracepoint;
import org.bpfskel.attach.Uprobe;
import org.bpfskel.attach.UprobeMulti;
import org.bpfskel.attach.Xdp;
import org.bpfskel.internal.libbpf.LaterFunction;
import org.bpfskel.it.CgroupV2;

/** What the tables list: a table of its own. */
final class Features {
  private static final String LOOPBACK = "lo";
  private static final Path JAVA = Path.of(ProcessHandle.current().info().command().orElse(""));

  private Features() {}

  /** What a libbpf has. */
  static List<Feature> ofLibbpf() {
    List<Feature> features = new ArrayList<>();
    features.add(new Feature("objects are opened", () -> opened("dummy_ops")));
    for (LaterFunction function : LaterFunction.values()) {
      features.add(
          new Feature(
              "`%s`".formatted(function.function()),
              () -> {
                opened("dummy_ops");
                return require(function.isThere(), "needs libbpf " + function.since());
              }));
    }
    return features;
  }

  /** What a kernel has. */
  static List<Feature> ofKernel() {
    List<Feature> features = new ArrayList<>();
    features.add(Feature.structOps("struct_ops of `.struct_ops`", "tcp_cc_plain", "tuned"));
    features.add(Feature.structOps("struct_ops of `.struct_ops.link`", "tcp_cc", "tuned"));
    features.add(Feature.structOps("`sched_ext_ops`", "sched_ext", "scheduler"));
    features.add(new Feature("`hid_bpf_ops`, load", () -> loaded("hid")));
    features.add(new Feature("test runs", Features::testRun));
    attaches(features);
    for (MapType type : MapType.known()) {
      if (!type.equals(MapType.UNSPEC) && !type.equals(MapType.STRUCT_OPS)) {
        features.add(
            new Feature(
                "map `" + type + "`",
                () -> require(org.bpfskel.feature.Features.isSupported(type), "no")));
      }
    }
    return features;
  }

  private static void attaches(List<Feature> features) {
    tracing(features, "raw tracepoint", "on_raw_tracepoint", RawTracepoint.of("sys_enter"));
    tracing(features, "tracepoint", "on_tracepoint", Tracepoint.of("sched", "sched_switch"));
    tracing(features, "kprobe", "on_kprobe", Kprobe.of("do_exit"));
    tracing(features, "kprobe.multi", "on_kprobe_multi", KprobeMulti.symbols("do_exit"));
    tracing(features, "ksyscall", "on_ksyscall", Ksyscall.of("getppid"));
    tracing(features, "uprobe", "on_uprobe", Uprobe.of(JAVA, 0));
    tracing(features, "uprobe.multi", "on_uprobe_multi", UprobeMulti.offsets(JAVA, 0));
    tracing(features, "perf event", "on_perf_event", PerfEvent.of(Software.PAGE_FAULTS));
    features.add(Feature.attachBySection("fentry", "tracing", "on_fentry"));
    features.add(Feature.attachBySection("fexit", "tracing", "on_fexit"));
    features.add(Feature.attachBySection("fmod_ret", "tracing", "on_fmod_ret"));
    features.add(Feature.attachBySection("LSM", "tracing", "on_lsm"));
    network(features, "XDP", "on_xdp", Xdp.on(LOOPBACK));
    network(features, "tcx", "on_ingress", Tcx.ingress(LOOPBACK));
    network(features, "netfilter", "on_netfilter", Netfilter.ipv4(Hook.LOCAL_OUT));
    network(features, "socket lookup", "on_lookup", Netns.current());
    features.add(new Feature("cgroup", Features::cgroup));
    features.add(Feature.attach("iterator of tasks", "iterators", "dump_task", Iter.all()));
  }

  private static void tracing(
      List<Feature> features, String name, String program, AttachTarget target) {
    features.add(Feature.attach(name, "tracing", program, target));
  }

  private static void network(
      List<Feature> features, String name, String program, AttachTarget target) {
    features.add(Feature.attach(name, "network", program, target));
  }

  /** The root itself, for a moment. */
  private static boolean cgroup() throws Exception {
    Feature.attach("", "network", "on_sysctl", Cgroup.at(CgroupV2.root())).attempt().call();
    return true;
  }

  private static boolean testRun() throws Exception {
    try (BpfObject object = Feature.open("test_runs")) {
      object.load();
      object.program("on_xdp").testRun(TestRun.builder().dataIn(new byte[64]).build());
      return true;
    }
  }

  private static boolean opened(String object) throws Exception {
    try (BpfObject opened = Feature.open(object)) {
      return opened.isOpen();
    }
  }

  private static boolean loaded(String object) throws Exception {
    try (BpfObject opened = Feature.open(object)) {
      opened.load();
      return true;
    }
  }

  private static boolean require(boolean there, String otherwise) {
    if (!there) {
      throw new IllegalStateException(otherwise);
    }
    return true;
  }
}
