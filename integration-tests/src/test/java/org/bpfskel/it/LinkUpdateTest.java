package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Objects;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.StructOpsMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The implementation behind a link, swapped while it is attached: the kernel's flags show which.
 */
@NeedsKernel
@BpfSkeleton(value = "bpf/optional.bpf.o", name = "SwappedSkel")
final class LinkUpdateTest {
  /** What makes an implementation one that a process without privilege may choose. */
  private static final int TCP_CONG_NON_RESTRICTED = 1;

  private final String name = CongestionControls.uniqueName();
  private SwappedSkel skel;
  private BpfLink link;

  /** {@code linked_first} is attached; {@code linked_second}, of the same name, stands by. */
  @BeforeEach
  void attachTheFirstOfTwo() {
    skel = twoOfOneName();
    skel.load();
    skel.attach();
    link = Objects.requireNonNull(skel.links.linked_first);
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void anotherVariableOfTheSameObject() throws IOException {
    assertThat(CongestionControls.allowed()).doesNotContain(name);
    link.update(skel.maps.linked_second);
    assertThat(CongestionControls.allowed()).contains(name);
    assertThat(CongestionControls.available()).contains(name);
    assertThat(link.isOpen()).isTrue();
  }

  @Test
  void backAgain() throws IOException {
    link.update(skel.maps.linked_second);
    link.update(skel.maps.linked_first);
    assertThat(CongestionControls.allowed()).doesNotContain(name);
    assertThat(CongestionControls.available()).contains(name);
  }

  @Test
  void theOneThatIsThereStays() throws IOException {
    link.update(skel.maps.linked_first);
    link.update(skel.maps.linked_second);
    link.update(skel.maps.linked_second);
    assertThat(CongestionControls.allowed()).contains(name);
    skel.detach();
    assertThat(CongestionControls.available()).doesNotContain(name);
    assertThat(CongestionControls.available()).contains("reno");
  }

  @Test
  void aVariableOfAnotherObjectWhichMayThenBeClosed() throws IOException {
    try (SwappedSkel other = twoOfOneName()) {
      other.load();
      link.update(other.maps.linked_second);
    }
    assertThat(CongestionControls.allowed()).contains(name);
    link.update(skel.maps.linked_first);
    assertThat(CongestionControls.allowed()).doesNotContain(name);
    assertThat(CongestionControls.available()).contains(name);
  }

  @Test
  void detachTakesTheNewOneAway() throws IOException {
    link.update(skel.maps.linked_second);
    skel.detach();
    assertThat(CongestionControls.available()).doesNotContain(name);
  }

  @Test
  void closingTheOldObjectTakesTheNewOneAwayForTheLinkIsItsOwn() throws IOException {
    try (SwappedSkel other = twoOfOneName()) {
      other.load();
      link.update(other.maps.linked_second);
      skel.close();
      assertThat(CongestionControls.available()).doesNotContain(name);
      // And nothing of the swap stays behind that would keep the name from the next one.
      other.attach();
      assertThat(CongestionControls.available()).contains(name);
    }
  }

  @Test
  void anotherNameIsRefusedAndTheOldOneStays() throws IOException {
    try (SwappedSkel other = twoOfOneName()) {
      other.structOps.linked_second.name = name + "_2";
      other.load();
      assertRefused("linked_second", other.maps.linked_second);
      assertThat(CongestionControls.available()).doesNotContain(name + "_2");
    }
  }

  @Test
  void aVariableWithoutLinkIsRefusedAndDoesNotReachTheKernel() throws IOException {
    try (SwappedSkel other = twoOfOneName()) {
      other.structOps.plain.name = name + "_p";
      other.load();
      assertRefused("plain", other.maps.plain);
      assertThat(CongestionControls.available()).doesNotContain(name + "_p");
    }
  }

  @Test
  void aVariableThatLoadLeftOutIsInTheWrongState() throws IOException {
    try (SwappedSkel other = twoOfOneName()) {
      other.maps.linked_second.options().setAutocreate(false);
      other.load();
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> link.update(other.maps.linked_second));
      assertThat(e).hasMessageThat().contains("load left map linked_second out");
      assertThat(CongestionControls.available()).contains(name);
    }
  }

  @Test
  void theLinkOfAProgramTakesNoVariable() {
    try (TracepointSkel other = TracepointSkel.openAndLoad()) {
      BpfLink ofProgram = other.progs.on_sys_enter.attach();
      BpfException e =
          assertThrows(BpfException.class, () -> ofProgram.update(skel.maps.linked_second));
      assertThat(e).hasMessageThat().contains("can replace on_sys_enter only if both are");
    }
  }

  @Test
  void theLinkOfAPlainVariableTakesNone() {
    try (SwappedSkel other = twoOfOneName()) {
      other.structOps.plain.name = name + "_p";
      other.load();
      BpfLink ofPlain = other.maps.plain.attachStructOps();
      BpfException e =
          assertThrows(BpfException.class, () -> ofPlain.update(other.maps.linked_second));
      assertThat(e).hasMessageThat().contains("can replace plain only if both are");
    }
  }

  @Test
  void aVariableThatIsNotLoadedIsRefused() {
    try (SwappedSkel other = twoOfOneName()) {
      assertIllegal("before load", link, other.maps.linked_second);
    }
  }

  @Test
  void aVariableOfAClosedObjectIsRefused() {
    SwappedSkel other = twoOfOneName();
    other.load();
    other.close();
    assertIllegal("after close", link, other.maps.linked_second);
  }

  @Test
  void aClosedLinkIsRefused() {
    link.close();
    assertIllegal("link of linked_first is closed", link, skel.maps.linked_second);
  }

  @Test
  void theLinkOfAClosedObjectIsRefused() {
    try (SwappedSkel other = twoOfOneName()) {
      other.load();
      skel.close();
      assertIllegal("after close", link, other.maps.linked_second);
    }
  }

  private SwappedSkel twoOfOneName() {
    SwappedSkel opened = SwappedSkel.open();
    opened.structOps.linked_first.name = name;
    opened.structOps.linked_second.name = name;
    opened.structOps.linked_second.flags = TCP_CONG_NON_RESTRICTED;
    opened.maps.linked_second.setAutoattach(false);
    opened.maps.plain.setAutoattach(false);
    return opened;
  }

  private void assertRefused(String variable, StructOpsMap map) throws IOException {
    BpfException e = assertThrows(BpfException.class, () -> link.update(map));
    assertThat(e.operation()).isEqualTo("bpf_link__update_map");
    assertThat(e.object()).isEqualTo("linked_first");
    assertThat(e.kind()).isEqualTo(BpfException.Kind.INVALID);
    assertThat(e)
        .hasMessageThat()
        .contains(variable + " can replace linked_first only if both are struct_ops variables");
    assertThat(CongestionControls.available()).contains(name);
    assertThat(CongestionControls.allowed()).doesNotContain(name);
    link.update(skel.maps.linked_second);
    assertThat(CongestionControls.allowed()).contains(name);
  }

  private static void assertIllegal(String state, BpfLink link, StructOpsMap map) {
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> link.update(map));
    assertThat(e).hasMessageThat().contains(state);
  }
}
