package org.bpfskel.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A channel that receives datagrams on the loopback device, with its descriptor, which Java keeps
 * to itself.
 */
public record OpenedDatagrams(DatagramChannel channel, int descriptor) implements AutoCloseable {

  /** Opens one that may share its port. */
  public static OpenedDatagrams open() throws IOException {
    // So that the descriptors of its classes are there before.
    DatagramChannel.open().close();
    Set<Integer> before = sockets();
    DatagramChannel channel = DatagramChannel.open();
    Set<Integer> after = sockets();
    after.removeAll(before);
    if (after.size() != 1) {
      throw new IOException("descriptors that are new: " + after);
    }
    channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    return new OpenedDatagrams(channel, after.iterator().next());
  }

  private static Set<Integer> sockets() throws IOException {
    Set<Integer> sockets = new HashSet<>();
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path each : open) {
        if (Files.isSymbolicLink(each)
            && Files.exists(each)
            && Files.readSymbolicLink(each).toString().startsWith("socket:")) {
          sockets.add(Integer.parseInt(each.getFileName().toString()));
        }
      }
    }
    return sockets;
  }

  /** Sends one datagram to it; the kernel has delivered or dropped it then. */
  public void send() throws IOException {
    try (DatagramChannel sender = DatagramChannel.open()) {
      sender.send(ByteBuffer.allocate(8), channel.getLocalAddress());
    }
  }

  /** Whether a datagram is there, which is taken. */
  public boolean received() throws IOException {
    return channel.receive(ByteBuffer.allocate(8)) != null;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
