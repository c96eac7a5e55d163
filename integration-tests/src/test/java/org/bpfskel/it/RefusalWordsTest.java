package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.attach.Tracepoint;
import org.bpfskel.attach.Xdp;
import org.junit.jupiter.api.Test;

/** What is said of a refusal is true of this one, and not only of its error number. */
@NeedsKernel
final class RefusalWordsTest {
  private static BpfObject open(String name) {
    return BpfObject.open(BpfObjects.bytes("bpf/" + name), name);
  }

  @Test
  void functionThatTheKernelLacksIsNamed() {
    try (BpfObject object = open("lacking.bpf.o")) {
      BpfException e = assertThrows(BpfException.class, object::load);
      assertThat(e).hasMessageThat().contains("a function bpfskel_no_such_function for BPF");
      assertThat(e).hasMessageThat().doesNotContain("lacks a type");
    }
  }

  @Test
  void variableThatNobodyMayMapIsNamed() {
    try (BpfObject object = open("locked.bpf.o")) {
      object.data(".data.locked").variables();
      BpfException e = assertThrows(BpfException.class, object::load);
      assertThat(e).hasMessageThat().contains("guarded.lock (struct bpf_spin_lock)");
      assertThat(e).hasMessageThat().contains("__hidden");
    }
  }

  @Test
  void plainVariableIsAttachedOnceOnly() {
    try (OptionalSkel skel = OptionalSkel.openAndLoad()) {
      skel.maps.plain.attachStructOps();
      BpfException again = assertThrows(BpfException.class, skel.maps.plain::attachStructOps);
      assertThat(again.errnoName()).isEqualTo("EBUSY");
      assertThat(again).hasMessageThat().contains("this one was attached before");
    }
  }

  @Test
  void variableThatLoadDidNotCreateGetsNoAdviceOnItsMembers() {
    try (OptionalSkel skel = OptionalSkel.openAndLoad()) {
      IllegalStateException e =
          assertThrows(IllegalStateException.class, skel.maps.dummy::attachStructOps);
      assertThat(e).hasMessageThat().contains("load left map dummy out");
      assertThat(e).hasMessageThat().doesNotContain("ssthresh");
    }
  }

  @Test
  void rootIsNotToldToBecomeRoot() {
    try (OptionalSkel skel = OptionalSkel.openAndLoad()) {
      BpfException e =
          assertThrows(
              BpfException.class, () -> skel.maps.linked_first.pin(Path.of("/sys/fs/bpf/a.b")));
      assertThat(e).hasMessageThat().doesNotContain("needs root");
    }
  }

  /** C would end each at the NUL, and take another interface, function or option. */
  @Test
  void namesWithNulAreRefused() {
    try (NetworkSkel skel = NetworkSkel.openAndLoad()) {
      assertThat(
              assertThrows(
                  IllegalArgumentException.class, () -> skel.progs.on_xdp.attach(Xdp.on("lo\0x"))))
          .hasMessageThat()
          .isEqualTo(
              "argument 1 of if_nametoindex: \"lo\\u0000x\" has a NUL at index 2, where C would end"
                  + " it");
    }
    try (Traced traced = Traced.load("tracepoint")) {
      assertThat(
              assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      traced
                          .counting()
                          .program()
                          .attach(Tracepoint.of("syscalls", "sys_enter_mkdir\0x"))))
          .hasMessageThat()
          .startsWith("argument 3 of bpf_program__attach_tracepoint_opts: ");
    }
  }
}
