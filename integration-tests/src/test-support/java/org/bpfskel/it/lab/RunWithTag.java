package org.bpfskel.it.lab;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/**
 * Runs the tests with a tag. JUnit's own console launcher would do, but takes half a minute to
 * start in an emulated machine.
 */
final class RunWithTag {
  private RunWithTag() {}

  /**
   * Exits with 0 if a test ran and none failed.
   *
   * @param args the tag; the folder for JUnit's XML report and for summary, a line of text
   */
  public static void main(String[] args) throws IOException {
    Path reports = Path.of(args[1]);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    TestExecutionSummary summary = run(args[0], reports, out);
    summary.printFailuresTo(out);
    Files.writeString(
        reports.resolve("summary"),
        "%d tests passed, %d failed, %d skipped"
            .formatted(
                summary.getTestsSucceededCount(),
                summary.getTotalFailureCount(),
                summary.getTestsSkippedCount() + summary.getTestsAbortedCount()));
    boolean passed = summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0;
    System.exit(passed ? 0 : 1);
  }

  private static TestExecutionSummary run(String tag, Path reports, PrintWriter out) {
    LauncherDiscoveryRequest tests =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage(RunWithTag.class.getPackageName()))
            .filters(TagFilter.includeTags(tag))
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            tests, summary, new LegacyXmlReportGeneratingListener(reports, out), new Progress(out));
    return summary.getSummary();
  }

  /** A line for each test as it ends. */
  private record Progress(PrintWriter out) implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.getSource().orElse(null) instanceof MethodSource method) {
        out.printf(
            "%-10s %s.%s%n",
            result.getStatus(), method.getJavaClass().getSimpleName(), method.getMethodName());
      }
    }
  }
}
