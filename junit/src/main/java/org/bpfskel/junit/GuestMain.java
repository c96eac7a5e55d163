package org.bpfskel.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The program in the machine with another kernel: runs the tests of one class. */
final class GuestMain {
  private static final String PROPERTY = "bpfskel.junit.guest";

  /** What {@link DataOutputStream#writeUTF} takes for sure. */
  private static final int MOST_CHARACTERS = 20_000;

  private GuestMain() {}

  /** Whether this is the guest. */
  static boolean isRunning() {
    return Boolean.getBoolean(PROPERTY);
  }

  /** What makes a Java machine the guest. */
  static String option() {
    return "-D" + PROPERTY + "=true";
  }

  /**
   * Writes how each test ended.
   *
   * @param args the class, and the file for the results
   */
  public static void main(String[] args) throws IOException, ClassNotFoundException {
    LauncherDiscoveryRequest tests =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(Class.forName(args[0], false, GuestMain.class.getClassLoader())))
            .build();
    Results results = new Results();
    LauncherFactory.create().execute(tests, results);
    results.write(Path.of(args[1]));
    // Not to wait for threads that tests have left.
    System.exit(0);
  }

  private static final class Results implements TestExecutionListener {
    private final Map<String, GuestRun.Result> byId = new LinkedHashMap<>();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      add(test, GuestRun.Status.SKIPPED, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      GuestRun.Status status =
          switch (result.getStatus()) {
            case SUCCESSFUL -> GuestRun.Status.PASSED;
            case ABORTED -> GuestRun.Status.SKIPPED;
            case FAILED -> GuestRun.Status.FAILED;
          };
      StringWriter trace = new StringWriter();
      result
          .getThrowable()
          .ifPresent(
              thrown -> {
                if (status == GuestRun.Status.FAILED) {
                  thrown.printStackTrace(new PrintWriter(trace, true));
                } else {
                  trace.append(String.valueOf(thrown.getMessage()));
                }
              });
      add(test, status, trace.toString());
    }

    private synchronized void add(TestIdentifier test, GuestRun.Status status, String text) {
      String kept = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
      byId.put(test.getUniqueId(), new GuestRun.Result(status, kept));
    }

    private synchronized void write(Path file) throws IOException {
      try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
        out.writeInt(byId.size());
        for (Map.Entry<String, GuestRun.Result> each : byId.entrySet()) {
          out.writeUTF(each.getKey());
          out.writeUTF(each.getValue().status().name());
          out.writeUTF(each.getValue().text());
        }
      }
    }
  }
}
