package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Objects;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfSkeleton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel does with a congestion control that was edited in Java: its view, not ours. */
@NeedsKernel
@BpfSkeleton("bpf/tcp_cc.bpf.o")
final class TcpCongestionControlTest {
  private static final int MEBIBYTES = 8;
  private static final int TCP_CONG_NON_RESTRICTED = 1;

  // As in enum counter of tcp_cc.bpf.c.
  private static final int COUNT_INIT = 0;
  private static final int COUNT_CONG_AVOID_SLOW = 2;
  private static final int COUNT_CONG_AVOID_FAST = 3;

  private final String name = CongestionControls.uniqueName();
  private TcpCcSkel skel;

  @BeforeEach
  void openUnderAUniqueName() {
    skel = TcpCcSkel.open();
    skel.structOps.tuned.name = name;
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void rePointedCallbackCarriesTraffic() throws IOException {
    skel.structOps.tuned.cong_avoid = skel.progs.cong_avoid_fast;
    skel.load();
    skel.attach();
    String preset = CongestionControls.preset();
    CongestionControls.setPreset(name);
    try {
      assertThat(Loopback.carry(new byte[MEBIBYTES << 20]).length).isEqualTo(MEBIBYTES << 20);
    } finally {
      CongestionControls.setPreset(preset);
    }
    assertThat(calls(COUNT_INIT)).isGreaterThan(0L);
    assertThat(calls(COUNT_CONG_AVOID_FAST)).isGreaterThan(0L);
    assertThat(calls(COUNT_CONG_AVOID_SLOW)).isEqualTo(0L);
  }

  @Test
  void attachShowsTheEditedNameAndDetachTakesItAway() throws IOException {
    skel.load();
    assertThat(CongestionControls.available()).doesNotContain(name);
    skel.attach();
    assertThat(CongestionControls.available()).contains(name);
    assertThat(CongestionControls.available()).doesNotContain("bpf_tuned");
    skel.detach();
    assertThat(CongestionControls.available()).doesNotContain(name);
  }

  @Test
  void closeDetaches() throws IOException {
    skel.load();
    skel.attach();
    skel.close();
    assertThat(CongestionControls.available()).doesNotContain(name);
  }

  @Test
  void editedFlagsReachTheKernel() throws IOException {
    skel.structOps.tuned.flags |= TCP_CONG_NON_RESTRICTED;
    skel.load();
    skel.attach();
    assertThat(CongestionControls.allowed()).contains(name);
  }

  @Test
  void untouchedFlagsStayAsTheyAreInC() throws IOException {
    skel.load();
    skel.attach();
    assertThat(CongestionControls.allowed()).doesNotContain(name);
  }

  @Test
  void linkIsSetWhileAttached() {
    skel.load();
    assertThat(skel.links.tuned).isNull();
    skel.attach();
    BpfLink link = Objects.requireNonNull(skel.links.tuned);
    assertThat(link.isOpen()).isTrue();
    assertThat(link.name()).isEqualTo("tuned");
    skel.detach();
    assertThat(skel.links.tuned).isNull();
    assertThat(link.isOpen()).isFalse();
  }

  @Test
  void attachAgainAfterDetach() throws IOException {
    skel.load();
    skel.attach();
    skel.detach();
    skel.attach();
    assertThat(CongestionControls.available()).contains(name);
  }

  @Test
  void replacedProgramIsNotLoaded() {
    skel.structOps.tuned.cong_avoid = skel.progs.cong_avoid_fast;
    skel.load();
    assertThat(skel.progs.cong_avoid_slow.autoload()).isFalse();
    assertThat(skel.progs.cong_avoid_fast.autoload()).isTrue();
  }

  @Test
  void programThatNothingRefersToIsNotLoaded() {
    skel.load();
    assertThat(skel.progs.cong_avoid_slow.autoload()).isTrue();
    assertThat(skel.progs.cong_avoid_fast.autoload()).isFalse();
  }

  @Test
  void clearedOptionalCallbackIsNotCalled() throws IOException {
    skel.structOps.tuned.init = null;
    skel.load();
    skel.attach();
    assertThat(CongestionControls.available()).contains(name);
    assertThat(skel.progs.init.autoload()).isFalse();
  }

  @Test
  void clearedMandatoryCallbackIsRefusedWithAnExplanation() throws IOException {
    skel.structOps.tuned.ssthresh = null;
    skel.load();
    BpfException e = assertThrows(BpfException.class, skel::attach);
    assertThat(e.operation()).isEqualTo("bpf_map__attach_struct_ops");
    assertThat(e.object()).isEqualTo("tuned");
    assertThat(e.errnoName()).isEqualTo("EINVAL");
    assertThat(e)
        .hasMessageThat()
        .contains("it wants a name that is not empty and not taken, ssthresh,");
    assertThat(CongestionControls.available()).doesNotContain(name);
  }

  @Test
  void nameThatTheKernelHasIsRefusedWithAnExplanation() {
    skel.structOps.tuned.name = "reno";
    skel.load();
    BpfException e = assertThrows(BpfException.class, skel::attach);
    assertThat(e.errnoName()).isEqualTo("EEXIST");
    assertThat(e).hasMessageThat().contains("one of that name already");
  }

  @Test
  void oneProgramInTwoCallbacksIsRefusedUntilItIsMended() {
    skel.structOps.tuned.undo_cwnd = skel.progs.ssthresh;
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e.operation()).isEqualTo("load");
    assertThat(e.kind()).isEqualTo(BpfException.Kind.INVALID);
    assertThat(e.errnoName()).isEmpty();
    assertThat(e).hasMessageThat().contains("is in both tuned.ssthresh and tuned.undo_cwnd");
    skel.structOps.tuned.undo_cwnd = skel.progs.undo_cwnd;
    skel.load();
  }

  @Test
  void globalIsReadAndWrittenThroughItsSection() {
    byte[] first = NativeBytes.of(0);
    skel.load();
    assertThat(NativeBytes.in(skel.maps.data.bytes().lookup(first)).getInt()).isEqualTo(4);
    skel.maps.data.bytes().update(first, NativeBytes.of(9));
    assertThat(NativeBytes.in(skel.maps.data.bytes().lookup(first)).getInt()).isEqualTo(9);
  }

  @Test
  void twoSkeletonsOfOneClassLiveSideBySide() throws IOException {
    String otherName = name + "_2";
    skel.load();
    skel.attach();
    try (TcpCcSkel other = TcpCcSkel.open()) {
      other.structOps.tuned.name = otherName;
      other.load();
      other.attach();
      assertThat(CongestionControls.available()).containsAtLeast(name, otherName);
    }
    assertThat(CongestionControls.available()).contains(name);
    assertThat(CongestionControls.available()).doesNotContain(otherName);
  }

  private long calls(int counter) {
    byte[] value = skel.maps.counters.bytes().lookup(NativeBytes.of(counter));
    return NativeBytes.in(value).getLong();
  }
}
