package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;

import org.bpfskel.BpfSkeleton;
import org.bpfskel.it.Globals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The documentation's example on the kernel's own bpf_testmod, which answers an attach with {@code
 * test_1()} and {@code test_2(4, data)}, where they are set.
 */
@Tag("lab-debian")
@BpfSkeleton("bpf/testmod.bpf.o")
@BpfSkeleton("bpf/testmod_optional.bpf.o")
class TestmodTest {

  @Test
  void modulePassesDataOfTheCSourceWhenNothingIsChanged() {
    try (TestmodSkel skel = TestmodSkel.open()) {
      skel.load();
      skel.attach();

      Globals globals = new Globals(skel.object());
      assertThat(globals.get("test_1_calls")).isEqualTo(1);
      assertThat(globals.get("test_2_calls")).isEqualTo(1);
      assertThat(globals.get("last_a")).isEqualTo(4);
      assertThat(globals.get("last_b")).isEqualTo(1);
    }
  }

  @Test
  void modulePassesDataThatWasSetFromJava() {
    try (TestmodSkel skel = TestmodSkel.open()) {
      skel.structOps.testmod_1.data = 13;
      skel.load();
      skel.attach();

      Globals globals = new Globals(skel.object());
      assertThat(globals.get("test_2_calls")).isEqualTo(1);
      assertThat(globals.get("last_a")).isEqualTo(4);
      assertThat(globals.get("last_b")).isEqualTo(13);
    }
  }

  @Test
  void moduleCallsTheProgramThatACallbackIsPointedAt() {
    try (TestmodSkel skel = TestmodSkel.open()) {
      skel.structOps.testmod_1.data = 13;
      skel.structOps.testmod_1.test_2 = skel.progs.test_3;
      skel.load();
      skel.attach();

      Globals globals = new Globals(skel.object());
      assertThat(globals.get("test_3_calls")).isEqualTo(1);
      assertThat(globals.get("last_a")).isEqualTo(4 + 13);
      assertThat(globals.get("test_2_calls")).isEqualTo(0);
      assertThat(skel.progs.test_2.autoload()).isFalse();
    }
  }

  @Test
  void moduleSkipsACallbackThatWasCleared() {
    try (TestmodSkel skel = TestmodSkel.open()) {
      skel.structOps.testmod_1.test_2 = null;
      skel.load();
      skel.attach();

      Globals globals = new Globals(skel.object());
      assertThat(globals.get("test_1_calls")).isEqualTo(1);
      assertThat(globals.get("test_2_calls")).isEqualTo(0);
      assertThat(skel.progs.test_2.autoload()).isFalse();
    }
  }

  @Test
  void moduleIsCalledAgainByAnAttachAfterADetach() {
    try (TestmodSkel skel = TestmodSkel.open()) {
      skel.load();
      skel.attach();
      skel.detach();
      assertThat(skel.links.testmod_1).isNull();
      skel.attach();

      assertThat(new Globals(skel.object()).get("test_1_calls")).isEqualTo(2);
    }
  }

  @Test
  void optionalVariableReachesTheModuleOnlyWhenAskedFor() {
    try (TestmodOptionalSkel skel = TestmodOptionalSkel.open()) {
      skel.load();
      skel.attach();
      assertThat(skel.links.testmod_optional).isNull();
      assertThat(new Globals(skel.object()).get("last_b")).isEqualTo(1);
    }
    try (TestmodOptionalSkel skel = TestmodOptionalSkel.open()) {
      skel.maps.testmod_1.options().setAutocreate(false);
      skel.maps.testmod_optional.options().setAutocreate(true);
      skel.load();
      skel.attach();
      assertThat(skel.links.testmod_optional).isNotNull();
      assertThat(new Globals(skel.object()).get("last_b")).isEqualTo(7);
    }
  }

  @Test
  void membersAreFoundInTheTypeInformationOfTheModule() {
    try (TestmodSkel skel = TestmodSkel.open()) {
      assertThat(skel.structOps.testmod_1.existsInKernel("data")).isTrue();
      assertThat(skel.structOps.testmod_1.existsInKernel("no_such_member")).isFalse();
      assertThat(skel.structOps.testmod_1.dropMissing()).isEmpty();
    }
  }
}
