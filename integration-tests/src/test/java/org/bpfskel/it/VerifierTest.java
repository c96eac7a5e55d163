package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.OpenOptions;
import org.bpfskel.VerifierException;
import org.junit.jupiter.api.Test;

/** What the verifier writes about programs that it refuses, and about those that it accepts. */
@NeedsKernel
@BpfSkeleton("bpf/refused.bpf.o")
final class VerifierTest {
  private static final int STEPS = 1;
  private static final int ALL_STEPS = 2;
  private static final int STATISTICS = 4;

  @Test
  void refusedProgramIsNamedWithTheReasonAndTheEndOfTheLog() {
    try (RefusedSkel skel = RefusedSkel.open()) {
      skel.progs.out_of_bounds.setAutoload(true);
      VerifierException e = assertThrows(VerifierException.class, skel::load);
      assertThat(e.operation()).isEqualTo("bpf_object__load");
      assertThat(e.object()).isEqualTo("refused_bpf");
      assertThat(e.errnoName()).isEqualTo("EACCES");
      assertThat(e.kind()).isEqualTo(BpfException.Kind.INVALID);
      assertThat(e.program()).isEqualTo("out_of_bounds");
      assertThat(e.reason()).contains("invalid access to packet");
      assertThat(firstLine(e))
          .isEqualTo(
              "bpf_object__load failed for refused_bpf: EACCES: Permission denied:"
                  + " the verifier refused program out_of_bounds: "
                  + e.reason());
      assertThat(e.verifierLog()).contains("\n" + e.reason() + "\n");
      e.verifierLog()
          .lines()
          .forEach(line -> assertThat(e).hasMessageThat().contains("\n    " + line));
      assertThat(skel.progs.out_of_bounds.verifierLog()).isEqualTo(e.verifierLog());
      assertThat(skel.progs.accepted.verifierLog()).isEmpty();
    }
  }

  @Test
  void longLogIsShownFromItsEndAndWholeInTheGetter() {
    try (RefusedSkel skel = RefusedSkel.open()) {
      skel.progs.long_way.setAutoload(true);
      VerifierException e = assertThrows(VerifierException.class, skel::load);
      List<String> lines = e.verifierLog().lines().toList();
      assertThat(lines.size()).isGreaterThan(100);
      int hidden = lines.size() - 12;
      assertThat(e)
          .hasMessageThat()
          .contains("without the first %d lines that verifierLog() has:".formatted(hidden));
      assertThat(e).hasMessageThat().contains("\n    " + lines.get(hidden));
      assertThat(e).hasMessageThat().doesNotContain("\n    " + lines.get(hidden - 1) + "\n");
      assertThat(String.valueOf(e.getMessage()).lines().count()).isLessThan(30);
    }
  }

  @Test
  void reasonIsTheVerifiersWhateverItCountsBelow() {
    try (RefusedSkel skel = RefusedSkel.open()) {
      skel.progs.endless.setAutoload(true);
      skel.progs.endless.options().setLogLevel(STEPS | STATISTICS);
      VerifierException e = assertThrows(VerifierException.class, skel::load);
      assertThat(e.program()).isEqualTo("endless");
      assertThat(e.verifierLog()).contains("verification time");
      assertThat(e.reason()).startsWith("infinite loop detected");
    }
  }

  @Test
  void stackTraceBeginsWithTheLineInC() {
    try (RefusedSkel skel = RefusedSkel.open()) {
      skel.progs.out_of_bounds.setAutoload(true);
      VerifierException e = assertThrows(VerifierException.class, skel::load);
      StackTraceElement line = e.getStackTrace()[0];
      assertThat(line).isEqualTo(e.sourceLine());
      assertThat(line.getClassName()).isEqualTo("refused_bpf");
      assertThat(line.getMethodName()).isEqualTo("out_of_bounds");
      assertThat(line.getFileName()).isEqualTo("refused.bpf.c");
      assertThat(e.sourceText()).isEqualTo("return *(__u8 *)(long)ctx->data;");
      assertThat(e.registers()).containsEntry("R10", "fp0");
    }
  }

  @Test
  void lineIsInTheFunctionThatTheProgramCalls() {
    try (RefusedSkel skel = RefusedSkel.open()) {
      skel.progs.in_function.setAutoload(true);
      VerifierException e = assertThrows(VerifierException.class, skel::load);
      assertThat(e.program()).isEqualTo("in_function");
      assertThat(e.getStackTrace()[0].getMethodName()).isEqualTo("first_byte");
      assertThat(e.sourceText()).isEqualTo("return *(__u8 *)(long)ctx->data;");
    }
  }

  @Test
  void libbpfsOwnLinesAreBesideTheVerifiers() {
    try (RefusedSkel skel = RefusedSkel.open()) {
      skel.progs.out_of_bounds.setAutoload(true);
      VerifierException e = assertThrows(VerifierException.class, skel::load);
      assertThat(e.libbpfLog()).isNotEmpty();
      e.libbpfLog().forEach(line -> assertThat(line).startsWith("libbpf: "));
      e.libbpfLog().forEach(line -> assertThat(e).hasMessageThat().contains("\n  " + line));
    }
  }

  @Test
  void logIsInTheExceptionAndNotInTheLoggerToo() {
    try (LibbpfLines lines = LibbpfLines.listen(Level.INFO, line -> {});
        RefusedSkel skel = RefusedSkel.open()) {
      skel.progs.out_of_bounds.setAutoload(true);
      VerifierException e = assertThrows(VerifierException.class, skel::load);
      assertThat(lines.at(Level.WARNING)).containsAtLeastElementsIn(e.libbpfLog()).inOrder();
      assertThat(lines.at(Level.WARNING)).containsNoneIn(e.verifierLog().lines().toList());
    }
  }

  @Test
  void acceptedProgramHasALogIfItHasALogLevel() {
    try (RefusedSkel skel = RefusedSkel.open()) {
      assertThat(skel.progs.accepted.verifierLog()).isEmpty();
      skel.progs.accepted.options().setLogLevel(STEPS);
      skel.load();
      assertThat(skel.progs.accepted.verifierLog()).contains("processed");
    }
  }

  @Test
  void logMayBeLongerThanTheBufferThatLibbpfBeginsWith() {
    int firstBuffer = 1 << 24;
    try (RefusedSkel skel = RefusedSkel.open()) {
      skel.progs.many_steps.setAutoload(true);
      skel.progs.many_steps.options().setLogLevel(ALL_STEPS);
      skel.load();
      String log = skel.progs.many_steps.verifierLog();
      assertThat(log.length()).isGreaterThan(firstBuffer);
      assertThat(log.lines().skip(log.lines().count() - 1).toList().get(0)).startsWith("processed");
    }
  }

  @Test
  void ofALogThatTheHeapHasNoRoomForTheEndIsKept() throws IOException {
    List<String> lines =
        new ChildJvm().option("-Xmx32m").run(LongLog.class, "many_steps").lines().toList();
    assertThat(lines.get(0)).contains("no room for the first");
    assertThat(lines.get(1)).startsWith("processed");
  }

  @Test
  void acceptedProgramHasNoLogWithoutALevel() {
    try (RefusedSkel skel = RefusedSkel.openAndLoad()) {
      assertThat(skel.progs.accepted.verifierLog()).isEmpty();
    }
  }

  @Test
  void levelOfTheObjectIsThatOfAllItsPrograms() {
    OpenOptions options = OpenOptions.builder().kernelLogLevel(STATISTICS).build();
    try (RefusedSkel skel = RefusedSkel.open(options)) {
      assertThat(skel.progs.accepted.options().logLevel()).isEqualTo(STATISTICS);
      skel.load();
      assertThat(skel.progs.accepted.verifierLog()).contains("verification time");
    }
  }

  @Test
  void logOfAChosenSizeHoldsWhatFits() {
    OpenOptions options = OpenOptions.builder().kernelLogLevel(STEPS).kernelLogSize(4096).build();
    try (RefusedSkel skel = RefusedSkel.open(options)) {
      assertThat(skel.progs.accepted.options().logSize()).isEqualTo(4096);
      skel.load();
      assertThat(skel.progs.accepted.verifierLog()).contains("processed");
    }
    try (RefusedSkel skel = RefusedSkel.open(options)) {
      skel.progs.out_of_bounds.setAutoload(true);
      VerifierException e = assertThrows(VerifierException.class, skel::load);
      assertThat(e.program()).isEqualTo("out_of_bounds");
      assertThat(e.reason()).contains("invalid access to packet");
    }
  }

  @Test
  void logThatDoesNotFitItsChosenSizeSaysSo() {
    try (RefusedSkel skel = RefusedSkel.open()) {
      skel.progs.accepted.options().setLogLevel(ALL_STEPS);
      skel.progs.accepted.options().setLogSize(128);
      BpfException e = assertThrows(BpfException.class, skel::load);
      assertThat(e.errnoName()).isEqualTo("ENOSPC");
      assertThat(firstLine(e)).contains("longer than its chosen log size");
    }
  }

  @Test
  void withoutASkeletonItIsTheSame() {
    byte[] bytes = BpfObjects.bytes("bpf/refused.bpf.o");
    try (BpfObject object = BpfObject.open(bytes, "refused.bpf.o")) {
      object.program("out_of_bounds").setAutoload(true);
      VerifierException e = assertThrows(VerifierException.class, object::load);
      assertThat(e.program()).isEqualTo("out_of_bounds");
      assertThat(object.program("out_of_bounds").verifierLog()).isEqualTo(e.verifierLog());
    }
  }

  private static String firstLine(BpfException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
