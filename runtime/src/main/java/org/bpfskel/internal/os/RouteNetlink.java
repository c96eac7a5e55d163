package org.bpfskel.internal.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel tells of its network by {@code NETLINK_ROUTE}, as far as libbpf does not ask: it
 * can ask for one filter whose numbers are known, and prints a warning where there is none.
 */
final class RouteNetlink {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int NETLINK_ROUTE = 0;

  private static final int NLMSG_ERROR = 2;
  private static final int NLMSG_DONE = 3;
  private static final short NLM_F_REQUEST = 1;
  private static final short NLM_F_DUMP = 0x300;
  private static final int HEADER = 16;
  private static final int ATTRIBUTE_HEADER = 4;
  private static final int ALIGNMENT = 4;

  /** The kernel sends at most 32 KiB at a time. */
  private static final int RECEIVED_AT_MOST = 1 << 16;

  private RouteNetlink() {}

  /**
   * Asks for all there is of one kind, in the network namespace of this thread.
   *
   * @param type {@code RTM_GET…}
   * @param body the struct behind the request's header
   * @return the messages without their headers, in native byte order
   */
  static List<ByteBuffer> dump(int type, ByteBuffer body) throws ErrnoException {
    int socket =
        (int)
            ErrnoException.check(
                "socket", LibC.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
    try {
      byte[] request = request(type, body);
      ErrnoException.check("send", LibC.send(socket, request, request.length, 0));
      List<ByteBuffer> messages = new ArrayList<>();
      boolean goesOn = true;
      while (goesOn) {
        goesOn = take(receive(socket), messages);
      }
      return messages;
    } finally {
      Descriptor.close(socket);
    }
  }

  private static byte[] request(int type, ByteBuffer body) {
    ByteBuffer request = nativeOrder(ByteBuffer.allocate(HEADER + body.remaining()));
    request.putInt(request.capacity());
    request.putShort((short) type);
    request.putShort((short) (NLM_F_REQUEST | NLM_F_DUMP));
    request.putLong(0); // number of the request, and of its sender
    request.put(body);
    return request.array();
  }

  private static ByteBuffer receive(int socket) throws ErrnoException {
    byte[] bytes = new byte[RECEIVED_AT_MOST];
    long length = LibC.recv(socket, bytes, bytes.length, 0);
    while (length < 0 && Errno.last() == Errno.EINTR) {
      length = LibC.recv(socket, bytes, bytes.length, 0);
    }
    return nativeOrder(ByteBuffer.wrap(bytes, 0, (int) ErrnoException.check("recv", length)));
  }

  /** Takes the messages out of what was received; whether more will come. */
  private static boolean take(ByteBuffer received, List<ByteBuffer> messages)
      throws ErrnoException {
    if (!received.hasRemaining()) {
      return false;
    }
    while (received.remaining() >= HEADER) {
      int length = received.getInt(received.position());
      int type = received.getShort(received.position() + 4);
      ByteBuffer message = part(received, length, HEADER);
      if (type == NLMSG_DONE || type == NLMSG_ERROR) {
        int error = message.remaining() < Integer.BYTES ? 0 : -message.getInt();
        if (error > 0) {
          throw ErrnoException.of("recv", error);
        }
        return false;
      }
      messages.add(message);
    }
    return true;
  }

  /** The content of an attribute; empty if there is none of that type. */
  static ByteBuffer attribute(ByteBuffer attributes, int type) {
    ByteBuffer rest = nativeOrder(attributes.duplicate());
    while (rest.remaining() >= ATTRIBUTE_HEADER) {
      int length = Short.toUnsignedInt(rest.getShort(rest.position()));
      int found = rest.getShort(rest.position() + 2);
      ByteBuffer content = part(rest, length, ATTRIBUTE_HEADER);
      if (found == type) {
        return content;
      }
    }
    return nativeOrder(ByteBuffer.allocate(0));
  }

  /** Takes a message or an attribute from the beginning; a length that cannot be ends them all. */
  private static ByteBuffer part(ByteBuffer of, int length, int header) {
    int bounded = Math.min(Math.max(length, header), of.remaining());
    ByteBuffer content = nativeOrder(of.slice(of.position() + header, bounded - header));
    int aligned = (bounded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    of.position(of.position() + Math.min(aligned, of.remaining()));
    return content;
  }

  private static ByteBuffer nativeOrder(ByteBuffer buffer) {
    return buffer.order(ByteOrder.nativeOrder());
  }
}
