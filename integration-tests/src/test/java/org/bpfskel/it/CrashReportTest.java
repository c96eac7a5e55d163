package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A child that dies of a signal is told from one that fails. */
final class CrashReportTest {
  @Test
  void crashNamesTheErrorFileAndTheFrame() {
    IOException e =
        assertThrows(IOException.class, () -> new ChildJvm().run(BadEnd.class, "crash"));
    assertThat(e).hasMessageThat().containsMatch("crashed .*hs_err_BadEnd_\\d+_\\d+\\.log");
    assertThat(e).hasMessageThat().contains("SIGSEGV");
    assertThat(e).hasMessageThat().contains("Problematic frame");
    assertThat(e).hasMessageThat().contains("crash on purpose");
  }

  @Test
  void exceptionIsNoCrash() {
    IOException e =
        assertThrows(IOException.class, () -> new ChildJvm().run(BadEnd.class, "throw"));
    assertThat(e).hasMessageThat().doesNotContain("crashed");
    assertThat(e).hasMessageThat().contains("throw on purpose");
  }
}
