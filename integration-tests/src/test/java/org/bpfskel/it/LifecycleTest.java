package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The steps of a skeleton in every wrong order: an exception that names the state, no crash. */
@NeedsLibbpf
final class LifecycleTest {

  @Test
  void beforeLoad() {
    try (TracepointSkel skel = TracepointSkel.open()) {
      assertRefused("before load", skel::attach);
      assertRefused("before load", skel.progs.on_sys_enter::attach);
      assertRefused("before load", () -> skel.maps.calls.bytes().lookup(NativeBytes.of(0)));
      assertRefused(
          "before load", () -> skel.maps.calls.bytes().update(NativeBytes.of(0), new byte[8]));
      skel.detach();
    }
    try (DummyOpsSkel skel = DummyOpsSkel.open()) {
      assertRefused("before load", skel.maps.dummy::attachStructOps);
    }
  }

  @Test
  @NeedsKernel
  void afterLoad() {
    try (DummyOpsSkel skel = DummyOpsSkel.openAndLoad()) {
      assertRefused("after load", skel::load);
      assertRefused("after load", skel.maps.dummy::initialValue);
      assertRefused("after load", () -> skel.maps.dummy.setInitialValue(new byte[24]));
      assertRefused("after load", () -> skel.maps.dummy.program("test_1"));
      assertRefused("after load", () -> skel.maps.dummy.setProgram("test_1", null));
      assertRefused("after load", () -> skel.progs.test_1.setAutoload(false));
      skel.structOps.dummy.test_1 = null;
      assertRefused("after load", skel::load);
    }
  }

  @Test
  void afterAFailedLoad() {
    try (MembersSkel skel = MembersSkel.open()) {
      assertThrows(BpfException.class, skel::load);
      assertRefused("after a failed load", skel::load);
      assertRefused("can only be closed", skel::attach);
      assertRefused("after a failed load", skel.maps.every::initialValue);
      assertRefused("after a failed load", () -> skel.progs.decide.setAutoload(true));
    }
  }

  @Test
  void afterClose() {
    DummyOpsSkel skel = DummyOpsSkel.open();
    skel.close();
    skel.close();
    assertRefused("after close", skel::load);
    assertRefused("after close", skel::attach);
    assertRefused("after close", skel::detach);
    assertRefused("after close", skel.maps.dummy::valueSize);
    assertRefused("after close", skel.maps.dummy.options()::autocreate);
    assertRefused("after close", skel.maps.dummy::initialValue);
    assertRefused("after close", skel.maps.dummy::attachStructOps);
    assertRefused("after close", () -> skel.maps.bss.bytes().lookup(NativeBytes.of(0)));
    assertRefused("after close", skel.progs.test_1::autoload);
    assertRefused("after close", skel.progs.test_1::attach);
    assertRefused("after close", () -> skel.object().map("dummy"));
    assertRefused("after close", () -> skel.object().program("test_1"));
    assertRefused("after close", () -> skel.object().btf());
    assertRefused("after close", skel.object()::load);
  }

  @Test
  void impossibleValuesMatterNoMoreAfterClose() {
    MembersSkel skel = MembersSkel.open();
    skel.structOps.every.text = "seventeen letters";
    skel.close();
    assertRefused("after close", skel::load);
  }

  @Test
  void namesOutliveTheObject() {
    DummyOpsSkel skel = DummyOpsSkel.open();
    skel.close();
    assertThat(skel.maps.dummy.toString()).isEqualTo("map dummy");
    assertThat(skel.progs.test_1.toString())
        .isEqualTo("program test_1 (SEC(\"struct_ops/test_1\"))");
    assertThat(skel.object().toString()).isEqualTo("object dummy_ops_bpf");
  }

  @Test
  @NeedsKernel
  void linksCloseOnceInAnyOrder() {
    TracepointSkel skel = TracepointSkel.openAndLoad();
    skel.attach();
    BpfLink first = Objects.requireNonNull(skel.links.on_sys_enter);
    first.close();
    first.close();
    assertThat(first.isOpen()).isFalse();

    BpfLink second = skel.progs.on_sys_enter.attach();
    assertThat(second.isOpen()).isTrue();
    skel.close();
    assertThat(second.isOpen()).isFalse();
    second.close();
    assertRefused("after close", skel::attach);
  }

  private static void assertRefused(String state, Executable call) {
    IllegalStateException e = assertThrows(IllegalStateException.class, call);
    assertThat(e).hasMessageThat().contains(state);
  }
}
