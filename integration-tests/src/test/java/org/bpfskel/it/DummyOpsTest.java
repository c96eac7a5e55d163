package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.BpfException;
import org.junit.jupiter.api.Test;

/** A struct_ops variable without a link, in {@code SEC(".struct_ops")}. */
@NeedsKernel
final class DummyOpsTest {

  @Test
  void loadsWithEveryCallbackOfTheObject() {
    try (DummyOpsSkel skel = DummyOpsSkel.openAndLoad()) {
      assertThat(skel.progs.test_1.autoload()).isTrue();
      assertThat(skel.progs.test_2.autoload()).isTrue();
      assertThat(skel.structOps.dummy.test_sleepable).isNull();
    }
  }

  @Test
  void loadsWithoutACallbackThatWasCleared() {
    try (DummyOpsSkel skel = DummyOpsSkel.open()) {
      skel.structOps.dummy.test_2 = null;
      skel.load();
      assertThat(skel.progs.test_2.autoload()).isFalse();
    }
  }

  @Test
  void refusalOfTheSubsystemSaysWhatWasTriedOnWhat() {
    try (DummyOpsSkel skel = DummyOpsSkel.openAndLoad()) {
      BpfException e = assertThrows(BpfException.class, skel::attach);
      assertThat(e.operation()).isEqualTo("bpf_map__attach_struct_ops");
      assertThat(e.object()).isEqualTo("dummy");
      assertThat(e.errnoName()).isEqualTo("EOPNOTSUPP");
      assertThat(e.kind()).isEqualTo(BpfException.Kind.NOT_SUPPORTED);
      assertThat(skel.links.dummy).isNull();
    }
  }
}
