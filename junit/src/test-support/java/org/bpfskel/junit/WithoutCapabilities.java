package org.bpfskel.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of a class in a process that may do nothing, not even as root. */
final class WithoutCapabilities {
  private WithoutCapabilities() {}

  /** A line for each test: how it ended, its name, and why. */
  static String run(Class<?> type, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(WithoutCapabilities.class.getName(), type.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("BPFSKEL_REQUIRE_KERNEL");
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** In the process. */
  public static void main(String[] args) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(args[0])).build(),
            new TestExecutionListener() {
              @Override
              public void executionSkipped(TestIdentifier test, String reason) {
                System.out.printf("SKIPPED %s: %s%n", test.getDisplayName(), reason);
              }

              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                System.out.printf(
                    "%s %s: %s%n",
                    result.getStatus(),
                    test.getDisplayName(),
                    result.getThrowable().map(Throwable::getMessage).orElse(""));
              }
            });
  }
}
