package org.bpfskel.attach;

/**
 * A netfilter hook in the network namespace of the thread that attaches, for {@code
 * SEC("netfilter")}: {@code bpf_program__attach_netfilter}. Needs Linux 6.4.
 *
 * @param family whose packets
 * @param hook where on their way
 * @param priority the order among all of netfilter at this hook, lower ones first; the kernel keeps
 *     the lowest and the highest number for itself
 * @param defragmented whether packets are put together before: {@code BPF_NETFILTER_F_IP_DEFRAG},
 *     which wants a priority above -400 and Linux 6.6
 */
public record Netfilter(Family family, Hook hook, int priority, boolean defragmented)
    implements AttachTarget {
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

    /** The kernel's number. */
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

    /** The number in C. */
    public int number() {
      return number;
    }
  }

  /** A hook for IPv4, at priority 0, where iptables has its filter. */
  public static Netfilter ipv4(Hook hook) {
    return new Netfilter(Family.IPV4, hook, 0, false);
  }

  /** A hook for IPv6, at priority 0. */
  public static Netfilter ipv6(Hook hook) {
    return new Netfilter(Family.IPV6, hook, 0, false);
  }

  /** The same hook at another priority. */
  public Netfilter priority(int priority) {
    return new Netfilter(family, hook, priority, defragmented);
  }

  /** The same hook, with whole packets. */
  public Netfilter defragment() {
    return new Netfilter(family, hook, priority, true);
  }
}
