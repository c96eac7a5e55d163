package org.bpfskel.internal.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Qdiscs and filters of interfaces, in the network namespace of this thread. */
public final class TrafficControl {
  /** {@code TC_H_INGRESS} and {@code TC_H_CLSACT}: where what filters receive hangs. */
  private static final int INGRESS = 0xfffffff1;

  private static final int RTM_GETQDISC = 38;
  private static final int RTM_GETTFILTER = 46;

  private static final int TCA_KIND = 1;
  private static final int TCA_OPTIONS = 2;
  private static final int TCA_BPF_NAME = 7;
  private static final int TCA_BPF_ID = 11;

  /**
   * The members of {@code struct tcmsg}:
   *
   * <pre>{@code
   * struct tcmsg {
   *   unsigned char tcm_family;
   *   unsigned char tcm__pad1;
   *   unsigned short tcm__pad2;
   *   int tcm_ifindex;
   *   __u32 tcm_handle;
   *   __u32 tcm_parent;
   *   __u32 tcm_info;
   * };
   * }</pre>
   */
  private static final int IFINDEX = 4;

  private static final int HANDLE = 8;
  private static final int PARENT = 12;
  private static final int INFO = 16;
  private static final int TCMSG = 20;

  /**
   * A filter.
   *
   * @param kind {@code bpf} and others
   * @param programId 0 of those that are not of BPF, or of BPF's old kind
   */
  public record Filter(String kind, int priority, int handle, int programId, String name) {}

  private TrafficControl() {}

  /** The kind of an interface's qdisc that filters hang on: clsact, ingress; empty if none. */
  public static String filterQdisc(int ifindex) throws ErrnoException {
    for (ByteBuffer message : dump(RTM_GETQDISC, 0, 0)) {
      if (message.getInt(IFINDEX) == ifindex && message.getInt(PARENT) == INGRESS) {
        return text(RouteNetlink.attribute(attributes(message), TCA_KIND));
      }
    }
    return "";
  }

  /** The filters of a parent; none if there is no such interface or parent. */
  public static List<Filter> filters(int ifindex, int parent) throws ErrnoException {
    List<Filter> filters = new ArrayList<>();
    for (ByteBuffer message : dump(RTM_GETTFILTER, ifindex, parent)) {
      ByteBuffer options = RouteNetlink.attribute(attributes(message), TCA_OPTIONS);
      // What has none stands for all filters of one priority, before them.
      if (options.hasRemaining()) {
        filters.add(
            new Filter(
                text(RouteNetlink.attribute(attributes(message), TCA_KIND)),
                message.getInt(INFO) >>> 16,
                message.getInt(HANDLE),
                number(RouteNetlink.attribute(options, TCA_BPF_ID)),
                text(RouteNetlink.attribute(options, TCA_BPF_NAME))));
      }
    }
    return filters;
  }

  private static List<ByteBuffer> dump(int type, int ifindex, int parent) throws ErrnoException {
    ByteBuffer body = ByteBuffer.allocate(TCMSG).order(ByteOrder.nativeOrder());
    body.putInt(IFINDEX, ifindex).putInt(PARENT, parent);
    List<ByteBuffer> messages = RouteNetlink.dump(type, body);
    messages.removeIf(message -> message.remaining() < TCMSG);
    return messages;
  }

  private static ByteBuffer attributes(ByteBuffer message) {
    return message.slice(TCMSG, message.remaining() - TCMSG).order(ByteOrder.nativeOrder());
  }

  private static int number(ByteBuffer attribute) {
    return attribute.remaining() < Integer.BYTES ? 0 : attribute.getInt();
  }

  /** Without the NUL at its end. */
  private static String text(ByteBuffer attribute) {
    int length = Math.max(0, attribute.remaining() - 1);
    return StandardCharsets.UTF_8.decode(attribute.slice(attribute.position(), length)).toString();
  }
}
