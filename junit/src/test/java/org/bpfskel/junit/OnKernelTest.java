package org.bpfskel.junit;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.bpfskel.TestRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;
import org.opentest4j.TestAbortedException;

/** Classes whose tests run on other kernels. */
class OnKernelTest {
  private static final String LAB = "bpfskel.kernel-lab";

  @OnKernel({"6.1", "newest"})
  @BpfTest(TestRunsSkel.class)
  static class OnTwo {
    private static String before = "";
    private String each = "";

    @BeforeAll
    static void countsThere() {
      before = System.getProperty("os.version");
    }

    @BeforeEach
    void countsThereToo() {
      each = before;
    }

    @Test
    void isOnAnotherKernel(TestRunsSkel skel) {
      TestRun run = TestRun.builder().ctxIn(Arguments.of(5)).cpu(0).build();
      assertThat(skel.progs.on_raw_tp.testRun(run).retval()).isEqualTo(5);
      assertThat(each).isEqualTo(System.getProperty("os.version"));
    }

    @Test
    void failsOnOldOnes() {
      assertThat(System.getProperty("os.version")).doesNotContainMatch("^6\\.1\\.");
    }

    @Test
    void isAborted() {
      throw new TestAbortedException("because " + System.getProperty("os.version"));
    }

    @TestFactory
    Stream<DynamicTest> made() {
      return Stream.of(
          DynamicTest.dynamicTest("good", () -> {}),
          DynamicTest.dynamicTest("bad", () -> assertThat(1).isEqualTo(2)));
    }

    @Nested
    class Inner {
      @Test
      void runsThereToo(TestRunsSkel skel) {
        assertThat(skel.object().isLoaded()).isTrue();
      }
    }
  }

  @Test
  void testsEndHereAsTheyEndedThere() {
    String lab = System.getProperty(LAB, "");
    assumeTrue(!lab.isEmpty(), "it needs the kernel laboratory: -D" + LAB + "=FOLDER");
    List<Event> ends = ends(Runs.builder(OnTwo.class).configurationParameter(LAB, lab));
    assertThat(told(ends, "SUCCESSFUL"))
        .containsExactly(
            "Linux 6.1 isOnAnotherKernel",
            "Linux 6.1 good",
            "Linux 6.1 runsThereToo",
            "Linux newest isOnAnotherKernel",
            "Linux newest failsOnOldOnes",
            "Linux newest good",
            "Linux newest runsThereToo");
    assertThat(told(ends, "FAILED"))
        .containsExactly("Linux 6.1 failsOnOldOnes", "Linux 6.1 bad", "Linux newest bad");
    assertThat(told(ends, "ABORTED"))
        .containsExactly("Linux 6.1 isAborted", "Linux newest isAborted");
    assertThat(messages(ends)).containsMatch("on Linux 6[.]1: because 6[.]1[.]");
    assertThat(messages(ends))
        .containsMatch(
            "(?s)on Linux 6[.]1: .*at org.bpfskel.junit.OnKernelTest.OnTwo.failsOnOldOnes");
  }

  @OnKernel("5.4")
  static class OnNone {
    @Test
    void isNotThere() {
      throw new AssertionError("this ran");
    }
  }

  @Test
  void withoutALaboratoryTheyAreSkippedWithTheReason() {
    assertThat(skips(Runs.builder(OnNone.class).configurationParameter(LAB, "")))
        .contains("it needs the kernel laboratory: name its folder by -Dbpfskel.kernel-lab=FOLDER");
  }

  @Test
  void aFolderThatIsNoLaboratoryIsNamed(@TempDir Path folder) {
    assertThat(skips(Runs.builder(OnNone.class).configurationParameter(LAB, folder.toString())))
        .contains("is no kernel laboratory: it has no program " + folder.resolve("run"));
  }

  @Test
  void aKernelThatIsNotThereIsNamedWithThoseThatAre() {
    String lab = System.getProperty(LAB, "");
    assumeTrue(!lab.isEmpty(), "it needs the kernel laboratory: -D" + LAB + "=FOLDER");
    assertThat(skips(Runs.builder(OnNone.class).configurationParameter(LAB, lab)))
        .containsMatch("has no Linux 5[.]4, but .*oldest");
  }

  private static String skips(org.junit.platform.testkit.engine.EngineTestKit.Builder run) {
    return run.execute().allEvents().skipped().stream()
        .map(event -> event.getRequiredPayload(String.class))
        .reduce("", (one, other) -> one + "\n" + other);
  }

  private static List<Event> ends(org.junit.platform.testkit.engine.EngineTestKit.Builder run) {
    return run.execute().testEvents().stream()
        .filter(event -> event.getType().equals(EventType.FINISHED))
        .toList();
  }

  private static Collection<String> told(List<Event> ends, String status) {
    return ends.stream()
        .filter(end -> result(end).getStatus().name().equals(status))
        .map(OnKernelTest::name)
        .toList();
  }

  /** With the run that it belongs to. */
  private static String name(Event end) {
    var run = end.getTestDescriptor();
    while (!run.getDisplayName().startsWith("Linux")) {
      run = run.getParent().orElseThrow();
    }
    return run.getDisplayName()
        + " "
        + end.getTestDescriptor().getDisplayName().replaceAll("\\(.*", "");
  }

  private static String messages(List<Event> ends) {
    return ends.stream()
        .flatMap(end -> result(end).getThrowable().stream())
        .map(Throwable::getMessage)
        .reduce("", (one, other) -> one + "\n" + other);
  }

  private static TestExecutionResult result(Event end) {
    return end.getRequiredPayload(TestExecutionResult.class);
  }
}
