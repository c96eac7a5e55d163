package org.bpfskel.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** One TCP connection of the loopback device. */
final class Loopback {
  private static final int TIMEOUT_MILLIS = 10_000;

  private Loopback() {}

  /** Sends that many zero bytes and says how many arrived. */
  static long send(long bytes) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(TIMEOUT_MILLIS);
      CompletableFuture<Long> received = CompletableFuture.supplyAsync(() -> receive(server));
      try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
          OutputStream out = socket.getOutputStream()) {
        byte[] chunk = new byte[1 << 16];
        for (long sent = 0; sent < bytes; sent += chunk.length) {
          out.write(chunk, 0, (int) Math.min(chunk.length, bytes - sent));
        }
      }
      return received.join();
    }
  }

  private static long receive(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
