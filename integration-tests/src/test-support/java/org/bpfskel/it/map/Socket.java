package org.bpfskel.it.map;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A socket by its descriptor, which Java's own classes keep to themselves. */
final class Socket implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int AF_XDP = 44;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_RAW = 3;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEPORT = 15;
  private static final int SO_COOKIE = 57;

  static {
    Native.register(Socket.class, "c");
  }

  private final int descriptor;

  private Socket(int descriptor) {
    this.descriptor = check(descriptor);
  }

  /** Of TCP, listening on a port that the kernel chose. */
  static Socket tcpListener() {
    Socket socket = new Socket(socket(AF_INET, SOCK_STREAM, 0));
    check(listen(socket.descriptor, 1));
    return socket;
  }

  /** Of UDP, one of those that may share a port that the kernel chose. */
  static Socket udpOfSharedPort() {
    Socket socket = new Socket(socket(AF_INET, SOCK_DGRAM, 0));
    ByteBuffer on = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(0, 1);
    check(setsockopt(socket.descriptor, SOL_SOCKET, SO_REUSEPORT, on.array(), 4));
    ByteBuffer any = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    any.putShort(0, (short) AF_INET);
    check(bind(socket.descriptor, any.array(), any.capacity()));
    return socket;
  }

  /** Of an XDP queue, which it is not bound to yet. */
  static Socket xdp() {
    return new Socket(socket(AF_XDP, SOCK_RAW, 0));
  }

  int descriptor() {
    return descriptor;
  }

  long cookie() {
    byte[] cookie = new byte[8];
    check(getsockopt(descriptor, SOL_SOCKET, SO_COOKIE, cookie, new int[] {cookie.length}));
    return ByteBuffer.wrap(cookie).order(ByteOrder.nativeOrder()).getLong();
  }

  @Override
  public void close() {
    close(descriptor);
  }

  private static int check(int result) {
    if (result < 0) {
      throw new IllegalStateException("errno " + Native.getLastError());
    }
    return result;
  }

  private static native int socket(int family, int type, int protocol);

  private static native int listen(int descriptor, int backlog);

  private static native int bind(int descriptor, byte[] address, int size);

  private static native int setsockopt(
      int descriptor, int level, int option, byte[] value, int size);

  private static native int getsockopt(
      int descriptor, int level, int option, byte[] value, int[] size);

  private static native int close(int descriptor);
}
