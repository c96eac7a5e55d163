package org.bpfskel.it.life;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody closes and nobody can reach is freed, with a warning that names its class. */
@NeedsKernel
final class UnclosedTest {
  private static final String CALLS = "org.bpfskel.it.life.CallsSkel (object tracepoint_bpf)";

  private static String forget(String kind) throws IOException {
    String output = new ChildJvm().run(Unclosed.class, kind);
    assertThat(output).contains("done");
    return output;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "skeleton, org.bpfskel.it.life.CallsSkel (object tracepoint_bpf)",
    "shadows, org.bpfskel.it.life.OpsSkel (object dummy_ops_bpf)",
    "object, org.bpfskel.BpfObject tracepoint_bpf",
    "statistics, org.bpfskel.loaded.RunStatistics",
    "stream, the stream of iterator dump_task",
    "ring buffer, org.bpfskel.event.RingBuffer",
    "perf buffer, org.bpfskel.event.PerfBuffer",
    "user ring buffer, org.bpfskel.event.UserRingBuffer of map requests",
  })
  void isFreedWithAWarning(String kind, String name) throws IOException {
    assertThat(forget(kind)).contains("[WARNING: " + name + " was never closed, and nothing");
  }

  @Test
  void mapWithoutAnObjectIsFreedWithAWarning() throws IOException {
    assertThat(forget("kernel map"))
        .containsMatch("\\[WARNING: map forgotten \\(id \\d+\\) was never closed, and nothing");
  }

  @Test
  void everyHandleKeepsTheObject() throws IOException {
    String output = forget("kept");
    assertThat(output.split("\\Q[WARNING: " + CALLS + " was never closed", -1)).hasLength(5);
    assertThat(output).contains("[WARNING: org.bpfskel.it.life.OpsSkel");
    assertThat(output).contains("[WARNING: org.bpfskel.it.life.VariablesSkel");
    assertThat(output).contains("[WARNING: org.bpfskel.it.life.RingsSkel");
  }

  @Test
  void noWordOfWhatWasClosed() throws IOException {
    assertThat(forget("closed")).doesNotContain(CALLS);
  }

  @Test
  void loggerThatThrowsKeepsNothingFromBeingFreed() throws IOException {
    forget("throwing logger");
  }

  @Test
  void disconnectedLinkStays() throws IOException {
    assertThat(forget("disconnected")).contains("[WARNING: " + CALLS);
  }

  /** Compiled code forgets a reference after its last use, which may be before the call's end. */
  @Test
  void nothingIsFreedUnderACall() throws IOException {
    String output =
        new ChildJvm()
            .option("-Xcomp")
            .option("-XX:CompileCommand=quiet")
            .option("-XX:CompileCommand=compileonly,org.bpfskel*::*")
            .run(LastReference.class, "50");
    assertThat(output).endsWith("50 calls\n");
  }
}
