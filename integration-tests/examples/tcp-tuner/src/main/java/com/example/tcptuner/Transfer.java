package com.example.tcptuner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.CRC32C;

/** Random bytes sent over one TCP connection of the loopback device, and what arrived of them. */
record Transfer(
    long sent, long received, long sentChecksum, long receivedChecksum, double seconds) {
  private static final int CHUNK = 64 << 10;

  /** Nothing for so long: the connection is stuck. */
  private static final int TIMEOUT_MILLIS = 10_000;

  /** What is done while bytes are under way. */
  interface Step {
    void run() throws IOException;
  }

  /**
   * @param halfway run by the sender once half of the bytes are sent, the connection open
   */
  static Transfer overLoopback(long bytes, Step halfway) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(TIMEOUT_MILLIS);
      CompletableFuture<Tally> receiver = CompletableFuture.supplyAsync(() -> receive(server));
      long start = System.nanoTime();
      Tally sent = new Tally();
      try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
        send(socket.getOutputStream(), bytes / 2, sent);
        halfway.run();
        send(socket.getOutputStream(), bytes, sent);
      }
      Tally received = receiver.join();
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Transfer(
          sent.bytes, received.bytes, sent.crc.getValue(), received.crc.getValue(), seconds);
    } catch (CompletionException e) {
      throw new IOException("receiving failed", e.getCause());
    }
  }

  boolean intact() {
    return sent == received && sentChecksum == receivedChecksum;
  }

  /** MiB a second. */
  double rate() {
    return received / seconds / (1 << 20);
  }

  /** Sends until that many are sent altogether. */
  private static void send(OutputStream out, long bytes, Tally sent) throws IOException {
    SplittableRandom random = new SplittableRandom();
    byte[] chunk = new byte[CHUNK];
    while (sent.bytes < bytes) {
      random.nextBytes(chunk);
      int length = (int) Math.min(chunk.length, bytes - sent.bytes);
      out.write(chunk, 0, length);
      sent.add(chunk, length);
    }
  }

  private static Tally receive(ServerSocket server) {
    Tally received = new Tally();
    try (Socket socket = server.accept()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      InputStream in = socket.getInputStream();
      byte[] chunk = new byte[CHUNK];
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        received.add(chunk, length);
      }
      return received;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** What has passed so far. */
  private static final class Tally {
    private final CRC32C crc = new CRC32C();
    private long bytes;

    void add(byte[] chunk, int length) {
      crc.update(chunk, 0, length);
      bytes += length;
    }
  }
}
