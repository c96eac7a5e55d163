package org.bpfskel.it.load;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The interface {@code lo}, which is down in a new network namespace. */
final class LoopbackDevice {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final long SIOCSIFFLAGS = 0x8914;
  private static final int IFREQ_SIZE = 40;
  private static final int FLAGS_AT = 16;
  private static final short IFF_UP = 1;

  static {
    Native.register(LoopbackDevice.class, "c");
  }

  private LoopbackDevice() {}

  private static native int socket(int domain, int type, int protocol) throws LastErrorException;

  private static native int ioctl(int fd, long request, byte[] argument) throws LastErrorException;

  private static native int close(int fd);

  /** {@code ip link set lo up}. */
  static void up() {
    ByteBuffer request = ByteBuffer.allocate(IFREQ_SIZE).order(ByteOrder.nativeOrder());
    request.put("lo".getBytes(StandardCharsets.US_ASCII)).putShort(FLAGS_AT, IFF_UP);
    int socket = socket(AF_INET, SOCK_DGRAM, 0);
    try {
      ioctl(socket, SIOCSIFFLAGS, request.array());
    } finally {
      close(socket);
    }
  }
}
