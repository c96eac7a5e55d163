package org.bpfskel;

import java.util.function.LongUnaryOperator;
import org.bpfskel.attach.AttachTarget;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.attach.Interface;
import org.bpfskel.attach.Netfilter;
import org.bpfskel.attach.Netkit;
import org.bpfskel.attach.Netns;
import org.bpfskel.attach.Order;
import org.bpfskel.attach.Sockmap;
import org.bpfskel.attach.Tcx;
import org.bpfskel.attach.Xdp;
import org.bpfskel.internal.AttachOpts;
import org.bpfskel.internal.LaterFunction;
import org.bpfskel.internal.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/** The calls for targets that packets and sockets pass, and for cgroups. */
final class NetworkTargets {
  private static final String ENODEV = "ENODEV";
  private static final String NO_INTERFACE = "this network namespace has no such interface";
  private static final String ORDER =
      "the program or link that the order names is not attached there";

  private NetworkTargets() {}

  /** The call for a target; null if it is of another family. */
  static @Nullable AttachCall call(AttachTarget target) {
    if (target instanceof Xdp xdp) {
      return xdp(xdp);
    } else if (target instanceof Tcx tcx) {
      return tcx(tcx);
    } else if (target instanceof Netkit netkit) {
      return netkit(netkit);
    } else if (target instanceof Cgroup cgroup) {
      return cgroup(cgroup);
    } else if (target instanceof Netns netns) {
      return netns(netns);
    } else if (target instanceof Netfilter netfilter) {
      return netfilter(netfilter);
    } else if (target instanceof Sockmap sockmap) {
      return sockmap(sockmap);
    }
    return null;
  }

  private static AttachCall xdp(Xdp target) {
    return AttachCall.of(
            "bpf_program__attach_xdp",
            ProgramFit.XDP,
            descriptors -> {
              int index = Descriptors.indexOf(target.on());
              return program -> LibbpfAttach.bpf_program__attach_xdp(program, index);
            })
        .explain(ENODEV, NO_INTERFACE)
        .explain("EINVAL", NO_INTERFACE + ", or its driver cannot run this program")
        .explain("EBUSY", "the interface has an XDP program, and takes one only")
        .explain("EEXIST", "the interface has an XDP program of the other mode");
  }

  private static AttachCall tcx(Tcx target) {
    boolean ingress = target.side() == Tcx.Side.INGRESS;
    return mprog(
        "bpf_program__attach_tcx",
        ingress ? ProgramFit.TCX_INGRESS : ProgramFit.TCX_EGRESS,
        target.on(),
        index ->
            program -> LibbpfAttach.bpf_program__attach_tcx(program, index, opts(target.order())),
        "Linux before 6.6 has no tcx, or it has no such interface");
  }

  private static AttachCall netkit(Netkit target) {
    boolean primary = target.side() == Netkit.Side.PRIMARY;
    return mprog(
            "bpf_program__attach_netkit",
            primary ? ProgramFit.NETKIT_PRIMARY : ProgramFit.NETKIT_PEER,
            target.on(),
            index ->
                program ->
                    LibbpfAttach.bpf_program__attach_netkit(program, index, opts(target.order())),
            "the interface is no netkit device, or Linux is before 6.7")
        .explain("ENXIO", "the interface is no netkit device")
        .explain("EACCES", "this is the peer; programs of both are attached to the primary device");
  }

  private interface OnInterface {
    LongUnaryOperator call(int index);
  }

  private static AttachCall mprog(
      String function, ProgramFit fit, Interface on, OnInterface call, String invalid) {
    return AttachCall.of(function, fit, descriptors -> call.call(Descriptors.indexOf(on)))
        .explain(ENODEV, NO_INTERFACE)
        .explain("EINVAL", invalid)
        .explain("ENOENT", ORDER)
        .explain("ESTALE", "the hook's programs have changed since the expected revision")
        .explain("EEXIST", "the program is attached there already");
  }

  private static AttachOpts.Mprog opts(Order order) {
    return new AttachOpts.Mprog(order.flags(), order.relativeId(), order.expectedRevision());
  }

  private static AttachCall cgroup(Cgroup target) {
    Order order = target.order();
    AttachCall call =
        order == null
            ? AttachCall.of(
                "bpf_program__attach_cgroup",
                ProgramFit.CGROUP,
                descriptors -> {
                  int cgroup = descriptors.of(target.file());
                  return program -> LibbpfAttach.bpf_program__attach_cgroup(program, cgroup);
                })
            : AttachCall.of(
                LaterFunction.BPF_PROGRAM__ATTACH_CGROUP_OPTS.function(),
                ProgramFit.CGROUP,
                descriptors -> {
                  LaterLibbpf.require(LaterFunction.BPF_PROGRAM__ATTACH_CGROUP_OPTS, target);
                  int cgroup = descriptors.of(target.file());
                  return program ->
                      LaterFunction.BPF_PROGRAM__ATTACH_CGROUP_OPTS.pointer(
                          program, cgroup, opts(order));
                });
    return call.explain(
            "EBADF", target.file() + " is no directory of a cgroup of version 2 (mount cgroup2)")
        .explain("EPERM", "a program above allows none below")
        .explain("ENOENT", ORDER)
        .explain("E2BIG", "the cgroup has as many programs as the kernel allows");
  }

  private static AttachCall netns(Netns target) {
    return AttachCall.of(
            "bpf_program__attach_netns",
            ProgramFit.NETNS,
            descriptors -> {
              int netns = descriptors.of(target.file());
              return program -> LibbpfAttach.bpf_program__attach_netns(program, netns);
            })
        .explain("EINVAL", target.file() + " is no network namespace")
        .explain("EBADF", target.file() + " is no network namespace")
        .explain("EEXIST", "the namespace, or the first one, has a flow dissector")
        .explain("E2BIG", "the namespace has as many programs as the kernel allows");
  }

  private static AttachCall netfilter(Netfilter target) {
    AttachOpts.Netfilter opts =
        new AttachOpts.Netfilter(
            target.family().number(),
            target.hook().number(),
            target.priority(),
            target.defragmented() ? 1 : 0);
    return AttachCall.simple(
            "bpf_program__attach_netfilter",
            ProgramFit.NETFILTER,
            program -> LibbpfAttach.bpf_program__attach_netfilter(program, opts))
        .explain("EBUSY", "something else has this priority at this hook")
        .explain("EINVAL", "the kernel is before 6.4, or built without CONFIG_NETFILTER_BPF_LINK")
        .explain("ERANGE", "the lowest and the highest priority are the kernel's own")
        .explain("EOPNOTSUPP", "the kernel has no netfilter for this family");
  }

  private static AttachCall sockmap(Sockmap target) {
    return AttachCall.of(
            LaterFunction.BPF_PROGRAM__ATTACH_SOCKMAP.function(),
            ProgramFit.SOCKMAP,
            descriptors -> {
              LaterLibbpf.require(LaterFunction.BPF_PROGRAM__ATTACH_SOCKMAP, target);
              int map = descriptors.of(target.map());
              return program -> LaterFunction.BPF_PROGRAM__ATTACH_SOCKMAP.pointer(program, map);
            })
        .explain(
            "EINVAL", "the map is no sockmap or sockhash, or Linux is before 6.10 and has no link")
        .explain("EOPNOTSUPP", "the map is no sockmap or sockhash")
        .explain("EBUSY", "the map has a program of this kind");
  }
}
