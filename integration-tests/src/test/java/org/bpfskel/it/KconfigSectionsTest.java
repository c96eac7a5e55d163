package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.BpfSkeleton;
import org.bpfskel.TestRun;
import org.junit.jupiter.api.Test;

/** What a section is follows from its whole name. */
@BpfSkeleton(value = "bpf/kconfig_sections.bpf.o", name = "KconfigSectionsSkel")
@NeedsLibbpf
final class KconfigSectionsTest {
  @Test
  void variablesOfSectionsThatEndInKconfigCanBeSet() {
    try (KconfigSectionsSkel skel = KconfigSectionsSkel.open()) {
      assertThat(skel.data_kconfig.chosen.get()).isEqualTo(5);
      skel.data_kconfig.chosen.set(50);
      skel.rodata_kconfig.fixed.set(60);
      assertThat(skel.data_kconfig.chosen.get() + skel.rodata_kconfig.fixed.get()).isEqualTo(110);
    }
  }

  @Test
  void theKernelsConfigurationCannot() {
    try (KconfigSectionsSkel skel = KconfigSectionsSkel.open()) {
      assertThat(
              assertThrows(
                  IllegalStateException.class, () -> skel.kconfig.LINUX_KERNEL_VERSION.set(1)))
          .hasMessageThat()
          .contains("libbpf sets it");
    }
  }

  @Test
  @NeedsKernel
  void theirValuesReachTheProgram() {
    try (KconfigSectionsSkel skel = KconfigSectionsSkel.open()) {
      skel.data_kconfig.chosen.set(50);
      skel.rodata_kconfig.fixed.set(60);
      skel.load();
      assertThat(skel.progs.sum.testRun(TestRun.builder().build()).retval()).isEqualTo(111);
      skel.data_kconfig.chosen.set(500);
      assertThat(skel.progs.sum.testRun(TestRun.builder().build()).retval()).isEqualTo(561);
    }
  }
}
