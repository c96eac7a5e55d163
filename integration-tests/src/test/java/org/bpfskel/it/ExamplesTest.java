package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The projects to copy, run as their READMEs say. */
@NeedsExamples
final class ExamplesTest {

  @Test
  @NeedsKernel
  void tcpTunerSwapsTheCongestionControlBetweenTwoConnections() throws IOException {
    RunningKernel.assumeLinux(6, 4);
    String output = new Example("tcp-tuner").run().succeeded();
    assertThat(output).containsMatch("cong_avoid_fast +[1-9][0-9]* +[0-9]+\n");
    assertThat(output).containsMatch("gentle_cong_avoid +0 +[1-9][0-9]*\n");
    assertThat(output).containsMatch("cong_avoid_slow +0 +0\n");
  }

  @Test
  @NeedsKernel
  void packetCounterCountsEachDatagramThatItSends() throws IOException {
    assertCountsItsDatagrams(new Example("packet-counter").run());
  }

  @Test
  @NeedsKernel
  void packetCounterNeedsNoMoreThanItsReadmeSays() throws IOException {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root can drop");
    List<String> command = new ArrayList<>(new Example("packet-counter").commandLine());
    command.addAll(0, List.of("setpriv", "--bounding-set=-all,+bpf,+net_admin", "--inh-caps=-all"));
    assertCountsItsDatagrams(Command.run(command));
  }

  private static void assertCountsItsDatagrams(Command run) throws IOException {
    String output = run.succeeded();
    String port = output.lines().findFirst().orElse("").replaceFirst(".*:", "");
    // Headers of Ethernet, IPv4 and UDP: 14, 20 and 8 bytes.
    assertThat(output)
        .containsMatch("UDP +127\\.0\\.0\\.1 +%s +1000 +%d\n".formatted(port, 1000 * 142));
  }

  @Test
  @NeedsKernel
  void execveTracerShowsTheProgramsThatItStarts() throws IOException {
    String output = new Example("execve-tracer").run().succeeded();
    assertThat(output).containsMatch(" sh +/bin/sh\n");
    assertThat(output).containsMatch(" true +/bin/true\n");
    assertThat(output).containsMatch(" echo +/bin/echo\n");
  }

  @Test
  @NeedsKernel
  void addressFirewallFollowsItsListWhilePacketsCome() throws IOException {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "needs a namespace");
    String output = new Example("address-firewall").run().succeeded();
    assertThat(output).containsMatch("nobody allowed( +dropped){4}\n");
    assertThat(output).containsMatch("\\+ 127.0.0.2 +passed( +dropped){3}\n");
    assertThat(output).containsMatch("\\+ 127.0.0.0/24, ::1 +passed +passed +dropped +passed\n");
    assertThat(output).containsMatch("- 127.0.0.0/24( +dropped){3} +passed\n");
    assertThat(output).contains("8 packets passed, 12 dropped\n");
  }

  @Test
  @NeedsKernel
  void latencyHistogramCountsWhatItsThreadsWaited() throws IOException {
    String output = new Example("latency-histogram").run().succeeded();
    assertThat(output).containsMatch("[0-9]+ -> +[0-9]+ +[1-9][0-9]* \\*{40}\n");
    assertThat(output).containsMatch("\n[1-9][0-9]{2,} waits in all\n");
  }

  @Test
  @NeedsKernel
  void portFilterPassesItsOwnTests() throws IOException {
    Path classes = new Example("port-filter").jar().resolveSibling("test-classes");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL(), classes.resolveSibling("classes").toUri().toURL()},
            getClass().getClassLoader())) {
      SummaryGeneratingListener summary = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(loader, "com.example.portfilter.PortFilterTest"))
                  .build(),
              summary);
      assertThat(summary.getSummary().getFailures()).isEmpty();
      assertThat(summary.getSummary().getTestsSucceededCount()).isAtLeast(7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mini-scheduler", "tunable-scheduler"})
  void schedulerSaysThatTheKernelHasNoSchedExt(String name) throws IOException {
    Assumptions.assumeFalse(
        Files.exists(Path.of("/sys/kernel/sched_ext")), "the kernel has sched_ext");
    Command run = new Example(name).run();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("this kernel has no sched_ext");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "packet-counter",
        "execve-tracer",
        "xdp-firewall",
        "address-firewall",
        "latency-histogram"
      })
  void withoutCapabilitiesItSaysWhatItNeeds(String name) throws IOException {
    List<String> command = new ArrayList<>(new Example(name).commandLine());
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(0, List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
    }
    Command run = Command.run(command);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("not permitted: this needs root, or CAP_BPF and CAP_");
  }
}
