package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example that is a service: what it counts comes to Prometheus and to its page. */
@NeedsExamples
@NeedsKernel
final class PacketServiceTest {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int COUNT = 100;

  private static Process service;
  private static String address = "";

  @BeforeAll
  static void start() throws IOException {
    service =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                new Example("packet-service").jar().toString(),
                "--server.port=0")
            .redirectErrorStream(true)
            .start();
    StringBuilder output = new StringBuilder();
    BufferedReader lines = service.inputReader();
    String line = lines.readLine();
    while (line != null && address.isEmpty()) {
      output.append(line).append('\n');
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        address = "http://127.0.0.1:" + started.group(1) + "/";
      } else {
        line = lines.readLine();
      }
    }
    assertWithMessage("what it said:\n%s", output).that(address).isNotEmpty();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    service.destroy();
    service.waitFor();
  }

  @Test
  void datagramsAreCountedForPrometheusAndForThePage() throws IOException, InterruptedException {
    int port = sendDatagrams();
    assertThat(get("flows"))
        .contains("{\"protocol\":\"UDP\",\"port\":%d,\"packets\":%d,".formatted(port, COUNT));
    String meter = "bpf_packets_total{port=\"%d\",protocol=\"17\"} %d.0".formatted(port, COUNT);
    String meters = get("actuator/prometheus");
    long began = System.nanoTime();
    while (!meters.contains(meter) && System.nanoTime() - began < PATIENCE.toNanos()) {
      meters = get("actuator/prometheus");
    }
    assertThat(meters).contains(meter);
    assertThat(meters).contains("bpf_others_total ");
    assertThat(get("")).contains("<title>Packets</title>");
  }

  /** Returns the port that they are counted by. */
  private static int sendDatagrams() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (DatagramSocket receiver = new DatagramSocket(0, here);
        DatagramSocket sender = new DatagramSocket(0, here)) {
      for (int i = 0; i < COUNT; i++) {
        sender.send(new DatagramPacket(new byte[10], 10, receiver.getLocalSocketAddress()));
        receiver.receive(new DatagramPacket(new byte[10], 10));
      }
      return Math.min(sender.getLocalPort(), receiver.getLocalPort());
    }
  }

  private static String get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
