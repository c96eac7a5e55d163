package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.bpfskel.BpfException;
import org.junit.jupiter.api.Test;

/** Where libbpf's lines go. Loading an object whose struct no kernel has makes it warn. */
@NeedsLibbpf
final class LibbpfLogTest {

  @Test
  void warningsReachTheLoggerAndTheException() {
    try (LibbpfLines lines = LibbpfLines.listen(Level.INFO, line -> {});
        MembersSkel skel = MembersSkel.open()) {
      BpfException e = assertThrows(BpfException.class, skel::load);
      assertThat(e.libbpfLog()).isNotEmpty();
      assertThat(lines.at(Level.WARNING)).containsAtLeastElementsIn(e.libbpfLog()).inOrder();
      e.libbpfLog().forEach(line -> assertThat(e).hasMessageThat().contains("\n  " + line));
      e.libbpfLog().forEach(line -> assertThat(line).startsWith("libbpf: "));
    }
  }

  @Test
  void debugLinesComeOnlyToWhoAsksForThem() {
    try (LibbpfLines lines = LibbpfLines.listen(Level.ALL, line -> {});
        MembersSkel skel = MembersSkel.open()) {
      assertThrows(BpfException.class, skel::load);
      assertThat(lines.at(Level.WARNING)).isNotEmpty();
      assertThat(lines.at(Level.FINE)).isEmpty();
    }
  }

  @Test
  void debugLinesNeverComeIntoTheException() {
    System.setProperty("bpfskel.debug", "true");
    try (LibbpfLines lines = LibbpfLines.listen(Level.ALL, line -> {});
        MembersSkel skel = MembersSkel.open()) {
      BpfException e = assertThrows(BpfException.class, skel::load);
      assertThat(lines.at(Level.FINE).toString()).contains("every_member");
      assertThat(lines.at(Level.WARNING)).containsAtLeastElementsIn(e.libbpfLog());
    } finally {
      System.clearProperty("bpfskel.debug");
    }
  }

  @Test
  void exceptionHoldsTheLinesOfItsOwnCallOnly() {
    try (MembersSkel skel = MembersSkel.open();
        RefusedSkel other = RefusedSkel.open()) {
      other.progs.out_of_bounds.setAutoload(true);
      BpfException first = assertThrows(BpfException.class, skel::load);
      BpfException second = assertThrows(BpfException.class, other::load);
      assertThat(second.libbpfLog()).isNotEmpty();
      assertThat(second.libbpfLog()).containsNoneIn(first.libbpfLog());
    }
  }

  @Test
  void loggerThatClosesTheSkeletonWhichIsBeingLoadedIsRefused() {
    List<IllegalStateException> refusals = new ArrayList<>();
    try (MembersSkel skel = MembersSkel.open();
        LibbpfLines lines =
            LibbpfLines.listen(
                Level.INFO,
                line -> refusals.add(assertThrows(IllegalStateException.class, skel::close)))) {
      assertThrows(BpfException.class, skel::load);
      assertThat(lines.at(Level.WARNING)).isNotEmpty();
      assertThat(refusals).hasSize(lines.at(Level.WARNING).size());
      assertThat(refusals.get(0))
          .hasMessageThat()
          .contains("close was called from within another call on the same object");
      assertThat(skel.maps.every.valueSize()).isEqualTo(480);
    }
  }

  @Test
  void loggerThatThrowsDisturbsNothing() {
    try (MembersSkel skel = MembersSkel.open();
        LibbpfLines lines =
            LibbpfLines.listen(
                Level.INFO,
                line -> {
                  throw new IllegalArgumentException(line.getMessage());
                })) {
      BpfException e = assertThrows(BpfException.class, skel::load);
      assertThat(e.operation()).isEqualTo("bpf_object__load");
      assertThat(e.libbpfLog()).containsExactlyElementsIn(lines.at(Level.WARNING)).inOrder();
    }
  }

  @Test
  void loggerThatUsesAnotherSkeletonTakesNoLinesFromTheException() {
    try (MembersSkel skel = MembersSkel.open();
        LibbpfLines lines = LibbpfLines.listen(Level.INFO, line -> DummyOpsSkel.open().close())) {
      BpfException e = assertThrows(BpfException.class, skel::load);
      assertThat(e.libbpfLog()).containsExactlyElementsIn(lines.at(Level.WARNING)).inOrder();
    }
  }
}
