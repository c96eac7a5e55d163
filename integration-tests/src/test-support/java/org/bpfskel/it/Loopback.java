package org.bpfskel.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** One TCP connection over the loopback device. */
public final class Loopback {
  private static final int STUCK_MILLIS = 30_000;

  private Loopback() {}

  /** Sends the bytes over a new connection; returns what arrived. */
  public static byte[] carry(byte[] bytes) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      accepted.setSoTimeout(STUCK_MILLIS);
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> send(client, bytes), OwnThread.EACH);
      byte[] received = accepted.getInputStream().readAllBytes();
      sending.join();
      return received;
    }
  }

  private static void send(Socket client, byte[] bytes) {
    try (OutputStream out = client.getOutputStream()) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
