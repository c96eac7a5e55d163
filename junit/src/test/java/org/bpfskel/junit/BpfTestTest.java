package org.bpfskel.junit;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.Skeleton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.Events;

/** Skeletons that tests take as parameters. */
class BpfTestTest {
  private static final List<Skeleton> SEEN = new ArrayList<>();

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @BpfTest({TracepointSkel.class, TestRunsSkel.class})
  static class Attached {
    private final TracepointSkel constructors;

    Attached(TracepointSkel skel) {
      constructors = skel;
    }

    @BeforeEach
    void sameBefore(TracepointSkel skel) {
      assertThat(skel).isSameInstanceAs(constructors);
    }

    @Test
    void isAttached(TracepointSkel skel, TestRunsSkel other) {
      SEEN.add(skel);
      SEEN.add(other);
      assertThat(skel).isSameInstanceAs(constructors);
      assertThat(skel.links.on_sys_enter).isNotNull();
      assertThat(other.object().isLoaded()).isTrue();
    }

    @Test
    void isAnotherOne(TracepointSkel skel) {
      SEEN.add(skel);
    }

    @AfterEach
    void sameAfter(TracepointSkel skel) {
      assertThat(skel).isSameInstanceAs(constructors);
      assertThat(skel.object().isOpen()).isTrue();
    }
  }

  @BpfTest(TestRunsSkel.class)
  static class Needed {
    @Test
    void needsNothing() {}
  }

  @Test
  @BpfTest(TestRunsSkel.class)
  void eachTestHasItsOwnAndItIsClosed() {
    Events events = Runs.of(Attached.class);
    events.assertStatistics(statistics -> statistics.failed(0).aborted(0).skipped(0));
    assertThat(SEEN).hasSize(3);
    assertThat(SEEN).containsNoDuplicates();
    for (Skeleton skeleton : SEEN) {
      assertThat(skeleton.object().isOpen()).isFalse();
    }
  }

  @BpfTest(value = TracepointSkel.class, upTo = BpfTest.Step.LOAD)
  static class Steps {
    @Test
    void loaded(TracepointSkel skel) {
      assertThat(skel.object().isLoaded()).isTrue();
      assertThat(skel.links.on_sys_enter).isNull();
      SEEN.add(skel);
    }

    @Test
    @BpfTest(value = TracepointSkel.class, upTo = BpfTest.Step.OPEN)
    void opened(TracepointSkel skel) {
      assertThat(skel.object().isLoaded()).isFalse();
      SEEN.add(skel);
    }
  }

  @Test
  @BpfTest(TestRunsSkel.class)
  void theStepIsThatOfTheNearestAnnotation() {
    Runs.of(Steps.class).assertStatistics(statistics -> statistics.failed(0).skipped(0));
    assertThat(SEEN).hasSize(2);
  }

  @BpfTest(TracepointSkel.class)
  static class Shared {
    @BeforeAll
    static void first(TracepointSkel skel) {
      SEEN.add(skel);
    }

    @Test
    void one(TracepointSkel skel) {
      SEEN.add(skel);
    }

    @Test
    void two(TracepointSkel skel) {
      SEEN.add(skel);
    }
  }

  @Test
  @BpfTest(TestRunsSkel.class)
  void whatBeforeAllTakesIsThatOfAllTests() {
    Runs.of(Shared.class).assertStatistics(statistics -> statistics.failed(0).skipped(0));
    assertThat(SEEN).hasSize(3);
    assertThat(new java.util.HashSet<>(SEEN)).hasSize(1);
    assertThat(SEEN.get(0).object().isOpen()).isFalse();
  }

  @BpfTest(TestRunsSkel.class)
  static class Forgotten {
    @Test
    void wantsAnother(TracepointSkel skel) {}
  }

  @Test
  @BpfTest(TestRunsSkel.class)
  void parameterThatIsNotNamedIsAFailureThatSaysSo() {
    Runs.of(Forgotten.class)
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message(text -> text.contains("write @BpfTest(TracepointSkel.class)")))));
  }

  @Test
  @BpfTest(TestRunsSkel.class)
  void whereBpfIsNotAllowedTestsAreSkippedWithTheReason() throws IOException {
    String output = WithoutCapabilities.run(Needed.class);
    assertThat(output).containsMatch("SKIPPED .*Needed: .*bpf_object__load.*EPERM");
  }

  @Test
  @BpfTest(TestRunsSkel.class)
  void whereBpfIsRequiredTheyFailWithTheReason() throws IOException {
    String output = WithoutCapabilities.run(Needed.class, "-Dbpfskel.junit.required=true");
    assertThat(output).containsMatch("(?s)FAILED .*Needed: .*BPF is required here, but ");
  }

  @Test
  @BpfTest(TestRunsSkel.class)
  void whatIsOnlyOpenedNeedsNoPrivilege() throws IOException {
    String output = WithoutCapabilities.run(Steps.class);
    assertThat(output).containsMatch("SKIPPED .*Steps");
    assertThat(WithoutCapabilities.run(OpenOnly.class)).contains("SUCCESSFUL opened(");
  }

  @BpfTest(value = TracepointSkel.class, upTo = BpfTest.Step.OPEN)
  static class OpenOnly {
    @Test
    void opened(TracepointSkel skel) {
      assertThat(skel.object().isOpen()).isTrue();
    }
  }
}
