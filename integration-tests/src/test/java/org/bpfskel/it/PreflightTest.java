package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.OpenOptions;
import org.bpfskel.ProgramType;
import org.bpfskel.kernel.Obstacle;
import org.bpfskel.kernel.Preflight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of an object will be refused, said before load. */
@NeedsKernel
class PreflightTest {
  @TempDir private Path folder;

  @Test
  void nothingStandsInTheWayOfWhatLoads() {
    try (DummyOpsSkel skel = DummyOpsSkel.open()) {
      Preflight preflight = skel.preflight();
      assertThat(preflight.isClear()).isTrue();
      assertThat(preflight.obstacles()).isEmpty();
      assertThat(preflight.toString()).isEmpty();
      skel.load();
    }
  }

  @Test
  void fieldsThatLoadWouldRefuseStandInTheWay() {
    try (TcpCcSkel skel = TcpCcSkel.open()) {
      skel.structOps.tuned.name = "a name that is longer than the array";
      Preflight preflight = skel.preflight();
      assertThat(preflight.isClear()).isFalse();
      assertThat(preflight.toString()).startsWith("map tuned: tuned.name: ");
      BpfException e = assertThrows(BpfException.class, skel::load);
      for (Obstacle obstacle : preflight.obstacles()) {
        assertThat(e).hasMessageThat().contains(obstacle.text());
      }
    }
  }

  @Test
  void whatTheKernelLacksIsNamedAndRefused() {
    try (BpfObject object = BpfObject.open(BpfObjects.bytes("bpf/lacking.bpf.o"), "lacking")) {
      Preflight preflight = object.preflight();
      assertThat(preflight.isClear()).isFalse();
      BpfException e = assertThrows(BpfException.class, object::load);
      assertThat(preflight.toString()).contains("'bpfskel_no_such_function'");
      assertThat(e).hasMessageThat().contains(preflight.obstacles().get(0).text());
    }
  }

  /** As libbpf does: what that file has is not missing, whatever the kernel has. */
  @Test
  void relocationsAreHeldAgainstTheTypesThatTheyAreResolvedWith() throws IOException {
    byte[] object =
        CheckedSource.compile(
            "struct bpfskel_made_up { int here; } __attribute__((preserve_access_index));"
                + CheckedSource.program(
                    "return __builtin_preserve_field_info(((struct bpfskel_made_up *)ctx)->here, 0);"));
    Path types = folder.resolve("types.bpf.o");
    Clang.compile("bpf", "struct bpfskel_made_up { char before[24]; int here; } made_up;", types);
    OpenOptions custom = OpenOptions.builder().btfCustomPath(types).build();
    try (BpfObject opened = BpfObject.open(object, "asking", custom)) {
      assertThat(opened.preflight().toString()).isEmpty();
      opened.load();
    }
    try (BpfObject opened = BpfObject.open(object, "asking")) {
      assertThat(opened.preflight().toString()).contains("bpfskel_made_up");
      assertThrows(BpfException.class, opened::load);
    }
  }

  @Test
  void aProgramThatReplacesAFunctionWantsItNamed() {
    try (BpfObject object = BpfObject.open(BpfObjects.bytes("bpf/freplace.bpf.o"), "freplace");
        BpfObject target = BpfObject.open(BpfObjects.bytes("bpf/network.bpf.o"), "network")) {
      assertThat(object.preflight().toString()).contains("that nobody has named");
      target.load();
      object
          .programs()
          .forEach(
              program -> program.options().setAttachTarget(target.program("on_xdp"), "verdict"));
      assertThat(object.preflight().toString()).doesNotContain("that nobody has named");
    }
  }

  @Test
  void aSectionOfANewerLibbpfIsNamedWithThisOne() {
    try (BpfObject object =
        BpfObject.open(BpfObjects.bytes("bpf/newer_section.bpf.o"), "newer_section")) {
      boolean isKnown =
          !object.programs().iterator().next().options().type().equals(ProgramType.UNSPEC);
      String preflight = object.preflight().toString();
      if (isKnown) {
        assertThat(preflight).doesNotContain("is too old");
      } else {
        assertThat(preflight).contains("is too old for its section kprobe.session/do_nanosleep");
      }
    }
  }

  @Test
  void isAskedBeforeLoad() {
    try (DummyOpsSkel skel = DummyOpsSkel.open()) {
      skel.load();
      assertThrows(IllegalStateException.class, skel::preflight);
    }
  }
}
