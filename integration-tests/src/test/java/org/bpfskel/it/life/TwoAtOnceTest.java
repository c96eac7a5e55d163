package org.bpfskel.it.life;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.bpfskel.BpfLink;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.Test;

/** Two skeletons of one class at once: each has objects, values and a life of its own. */
@NeedsKernel
final class TwoAtOnceTest {

  @Test
  void eachHasItsOwnValuesBeforeAndAfterLoad() {
    try (VariablesSkel one = VariablesSkel.open();
        VariablesSkel other = VariablesSkel.open()) {
      one.data.threshold.set(1);
      other.data.threshold.set(2);
      one.load();
      other.load();
      assertThat(one.data.threshold.get()).isEqualTo(1);
      one.data.threshold.set(3);
      assertThat(other.data.threshold.get()).isEqualTo(2);
      assertThat(one.maps.data.info().id()).isNotEqualTo(other.maps.data.info().id());
    }
  }

  @Test
  void eachHasItsOwnShadows() {
    try (OpsSkel one = OpsSkel.open();
        OpsSkel other = OpsSkel.open()) {
      one.structOps.dummy.test_1 = null;
      assertThat(other.structOps.dummy.test_1).isSameInstanceAs(other.progs.test_1);
      one.load();
      other.load();
      assertThat(one.progs.test_1.autoload()).isFalse();
      assertThat(other.progs.test_1.autoload()).isTrue();
    }
  }

  @Test
  void programOfTheOtherIsNoCallback() {
    try (OpsSkel one = OpsSkel.open();
        OpsSkel other = OpsSkel.open()) {
      assertThrows(
          IllegalArgumentException.class,
          () -> one.maps.dummy.setProgram("test_1", other.progs.test_1));
    }
  }

  @Test
  void closeOfOneLeavesTheOtherAttached() {
    try (CallsSkel other = CallsSkel.openAndLoad()) {
      CallsSkel one = CallsSkel.openAndLoad();
      one.attach();
      other.attach();
      BpfLink link = Objects.requireNonNull(other.links.on_sys_enter);
      one.close();
      assertThat(link.isOpen()).isTrue();
      long before = other.maps.calls.getLong(0, -1);
      // Each lookup is a system call itself.
      assertThat(other.maps.calls.getLong(0, -1)).isGreaterThan(before);
    }
  }

  @Test
  void valuesOutliveTheSkeleton() {
    VariablesSkel skel = VariablesSkel.openAndLoad();
    skel.data.threshold.set(7);
    skel.close();
    assertThat(skel.data.threshold.get()).isEqualTo(7);
    skel.data.threshold.set(8);
    assertThat(skel.data.threshold.get()).isEqualTo(8);
  }
}
