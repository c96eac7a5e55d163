package org.bpfskel.attach;

import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * A netfilter hook in the network namespace of the thread that attaches, for {@code
 * SEC("netfilter")}: {@code bpf_program__attach_netfilter}. Needs Linux 6.4.
 */
public final class Netfilter extends AttachTarget {
  private static final ProgramFit FIT =
      ProgramFit.of("netfilter", ProgramType.NETFILTER, AttachType.NETFILTER);

  /** {@code NFPROTO_*}. */
  public enum Family {
    /** {@code NFPROTO_IPV4}. */
    IPV4(2),
    /** {@code NFPROTO_IPV6}. */
    IPV6(10);

    private final int number;

    Family(int number) {
      this.number = number;
    }

    /** {@return the kernel's number} */
    public int number() {
      return number;
    }
  }

  /** {@code NF_INET_*}. */
  public enum Hook {
    /** All that comes in, before it is routed. */
    PRE_ROUTING(0),
    /** What is for this machine. */
    LOCAL_IN(1),
    /** What is passed on. */
    FORWARD(2),
    /** What this machine sends. */
    LOCAL_OUT(3),
    /** All that goes out, after it was routed. */
    POST_ROUTING(4);

    private final int number;

    Hook(int number) {
      this.number = number;
    }

    /** {@return the number in C} */
    public int number() {
      return number;
    }
  }

  private final Family family;
  private final Hook hook;
  private final int priority;
  private final boolean defragmented;

  private Netfilter(Family family, Hook hook, int priority, boolean defragmented) {
    this.family = family;
    this.hook = hook;
    this.priority = priority;
    this.defragmented = defragmented;
  }

  /**
   * {@return a hook for IPv4, at priority 0, where iptables has its filter}
   *
   * @param hook where on the packets' way
   */
  public static Netfilter ipv4(Hook hook) {
    return new Netfilter(Family.IPV4, hook, 0, false);
  }

  /**
   * {@return a hook for IPv6, at priority 0}
   *
   * @param hook where on the packets' way
   */
  public static Netfilter ipv6(Hook hook) {
    return new Netfilter(Family.IPV6, hook, 0, false);
  }

  /**
   * {@return the same hook at another priority}
   *
   * @param priority the order among all of netfilter at this hook, lower ones first; the lowest and
   *     the highest {@code int} are the kernel's own
   */
  public Netfilter priority(int priority) {
    return new Netfilter(family, hook, priority, defragmented);
  }

  /** {@return the same hook, with whole packets; see {@link #defragmented}} */
  public Netfilter defragment() {
    return new Netfilter(family, hook, priority, true);
  }

  /** {@return of which protocol the packets are} */
  public Family family() {
    return family;
  }

  /** {@return where on the packets' way} */
  public Hook hook() {
    return hook;
  }

  /**
   * {@return the order among all of netfilter at this hook, lower ones first; the kernel keeps the
   * lowest and the highest number for itself}
   */
  public int priority() {
    return priority;
  }

  /**
   * {@return whether packets are put together before: {@code BPF_NETFILTER_F_IP_DEFRAG}, which
   * wants a priority above -400 and Linux 6.6}
   */
  public boolean defragmented() {
    return defragmented;
  }

  @Override
  AttachCall call() {
    AttachOpts.NetfilterOpts opts =
        new AttachOpts.NetfilterOpts(
            family.number(), hook.number(), priority, defragmented ? 1 : 0);
    return AttachCall.simple(
            "bpf_program__attach_netfilter",
            FIT,
            program -> LibbpfAttach.bpf_program__attach_netfilter(program, opts))
        .explain("EBUSY", "something else has this priority at this hook")
        .explain("EINVAL", "the kernel is before 6.4, or built without CONFIG_NETFILTER_BPF_LINK")
        .explain("ERANGE", "the lowest and the highest priority are the kernel's own")
        .explain("EOPNOTSUPP", "the kernel has no netfilter for this family");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {
      "family", family, "hook", hook, "priority", priority, "defragmented", defragmented
    };
  }
}
