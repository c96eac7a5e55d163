package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.NoSuchElementException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.LongVar;
import org.bpfskel.data.Variables;
import org.bpfskel.it.GlobalsSkel.Stats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Global variables by their handles. */
@NeedsLibbpf
@BpfSkeleton("bpf/globals.bpf.o")
final class GlobalsTest {
  private GlobalsSkel skel;

  @BeforeEach
  void open() {
    skel = GlobalsSkel.open();
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void haveTheValuesOfTheirInitialisersAtOpen() {
    assertThat(skel.data.small.get()).isEqualTo(-3);
    assertThat(skel.data.port.get()).isEqualTo(8080);
    assertThat(skel.data.threshold.get()).isEqualTo(10);
    assertThat(skel.data.large.get()).isEqualTo(-5);
    assertThat(skel.data.enabled.get()).isTrue();
    assertThat(skel.data.ratio.get()).isEqualTo(0.5f);
    assertThat(skel.data.precise.get()).isEqualTo(0.25);
    assertThat(skel.data.label.get()).isEqualTo("first");
    assertThat(skel.data.names.get()).asList().containsExactly("one", "two").inOrder();
    assertThat(skel.data.matrix.get()).isEqualTo(new int[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(skel.data.initial.get().comm).isEqualTo("start");
    assertThat(skel.data.word.get().halves).isEqualTo(new short[] {2, 1});
    assertThat(skel.data.wide.get()).hasLength(16);
    assertThat(skel.rodata.mode.get()).isEqualTo(GlobalsSkel.Mode.MODE_COUNT);
    assertThat(skel.bss.calls.get()).isEqualTo(0);
    assertThat(skel.data_a_section_with_a_long_name.tuned.get()).isEqualTo(1);
  }

  @Test
  void keepWhatTheyAreSetTo() {
    skel.data.small.set((byte) 4);
    skel.data.port.set((short) 80);
    skel.data.enabled.set(false);
    skel.data.ratio.set(1.5f);
    skel.data.label.set("second");
    skel.data.matrix.at(1, 2).set(60);
    skel.data.names.at(1).set("three");
    Stats stats = new Stats();
    stats.calls = 7;
    stats.comm = "java";
    skel.data.initial.set(stats);

    assertThat(skel.data.small.get()).isEqualTo(4);
    assertThat(skel.data.port.get()).isEqualTo(80);
    assertThat(skel.data.enabled.get()).isFalse();
    assertThat(skel.data.ratio.get()).isEqualTo(1.5f);
    assertThat(skel.data.label.get()).isEqualTo("second");
    assertThat(skel.data.matrix.get()[1]).isEqualTo(new int[] {4, 5, 60});
    assertThat(skel.data.names.get()[1]).isEqualTo("three");
    assertThat(skel.data.initial.get()).isEqualTo(stats);
    assertThat(skel.data.initial.toString())
        .isEqualTo("initial=stats{calls=7, last_cpu=0, comm=java}");
  }

  @Test
  void membersOfAStructHaveHandlesToo() {
    skel.data.initial.members().int64("calls").set(9);
    assertThat(skel.data.initial.get().calls).isEqualTo(9);
    assertThat(skel.data.initial.get().comm).isEqualTo("start");
  }

  @Test
  void membersAreFieldsOfAClassOfTheirStruct() {
    GlobalsSkel.Stats.Members second =
        skel.bss.history.at(1).members(GlobalsSkel.Stats.Members::new);
    assertThat(second.calls.getAndAdd(3)).isEqualTo(0);
    second.comm.set("java");
    assertThat(skel.bss.history.get()[1].calls).isEqualTo(3);
    assertThat(skel.bss.history.at(1).get().comm).isEqualTo("java");
    assertThat(skel.bss.history.at(0).get().calls).isEqualTo(0);
    assertThat(second.calls.name()).isEqualTo("history[1].calls");
    assertThat(second.int64("calls").get()).isEqualTo(3);
    assertThat(skel.data.word.members(GlobalsSkel.Word.Members::new).halves.at(1).get())
        .isEqualTo((short) 1);
  }

  @Test
  void classOfAnotherStructIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> skel.data.initial.members(GlobalsSkel.Tagged.Members::new));
    assertThat(e)
        .hasMessageThat()
        .startsWith("the class of struct tagged is not for this variable: ");
  }

  @Test
  void unionsWriteTheMemberThatWasChanged() {
    GlobalsSkel.Word word = skel.data.word.get();
    word.whole = 0x00030004;
    skel.data.word.set(word);
    assertThat(skel.data.word.get().halves).isEqualTo(new short[] {4, 3});
    assertThat(word.halves).isEqualTo(new short[] {4, 3});
  }

  @Test
  void impossibleValuesAreRefusedByName() {
    IllegalArgumentException text =
        assertThrows(IllegalArgumentException.class, () -> skel.data.label.set("much too long"));
    assertThat(text)
        .hasMessageThat()
        .isEqualTo("label: \"much too long\" is 13 bytes, char[8] holds 7 and a NUL");
    assertThrows(IndexOutOfBoundsException.class, () -> skel.data.matrix.at(2, 0));
    assertThrows(IllegalArgumentException.class, () -> skel.data.matrix.at(1));
    assertThat(skel.data.label.get()).isEqualTo("first");
  }

  @Test
  void accessesThatOrderOthersAreOfAnAlignedPlace() {
    IntVar count = skel.bss.tagged.members().int32("count");
    count.set(5);
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> count.setVolatile(6));
    assertThat(e)
        .hasMessageThat()
        .matches(
            "tagged[.]count begins at byte [0-9]+ of [.]bss, and accesses that are volatile.*");
    assertThat(count.get()).isEqualTo(5);
  }

  @Test
  void staticAndHiddenVariablesAreNotThere() {
    assertThrows(NoSuchElementException.class, () -> skel.data.int32("private_calls"));
    assertThrows(NoSuchElementException.class, () -> skel.data.int32("hidden_calls"));
  }

  @Test
  void areThereByNameWithoutASkeleton() {
    Variables data = skel.object().data(".data").variables();
    data.int32("threshold").set(11);
    assertThat(skel.data.threshold.get()).isEqualTo(11);
    assertThat(data.struct("initial").text("comm").get()).isEqualTo("start");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> data.int64("threshold"));
    assertThat(e).hasMessageThat().isEqualTo("threshold is int, not an integer of 8 bytes");
  }

  @Test
  void followTheInitialValueOfTheirMap() {
    byte[] zeros = new byte[skel.maps.data.initialValue().length];
    skel.maps.data.setInitialValue(zeros);
    assertThat(skel.data.threshold.get()).isEqualTo(0);
    skel.data.threshold.set(1);
    assertThat(skel.maps.data.initialValue()).isNotEqualTo(zeros);
  }

  /** libbpf would unmap at close what the section never had. */
  @Test
  void sizeOfTheirMapIsTheSections() {
    assertThrows(
        IllegalArgumentException.class,
        () -> skel.maps.bss.options().setMaxEntries(Integer.MAX_VALUE));
    assertThrows(
        IllegalArgumentException.class, () -> skel.maps.bss.options().setValueSize(1 << 30));
    assertThat(skel.maps.bss.maxEntries()).isEqualTo(1);
  }

  @Test
  void kconfigIsNotForSetting() {
    IntVar version = skel.kconfig.LINUX_KERNEL_VERSION;
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> version.set(1));
    assertThat(e).hasMessageThat().startsWith("LINUX_KERNEL_VERSION cannot be set: libbpf sets it");
  }

  @Test
  void keepTheirValuesAfterClose() {
    skel.data.threshold.set(12);
    skel.close();
    assertThat(skel.data.threshold.get()).isEqualTo(12);
  }

  /** With a program that runs on every system call of this process. */
  @Nested
  @NeedsKernel
  final class OfARunningProgram {

    @BeforeEach
    void aim() {
      skel.rodata.target_tgid.set((int) ProcessHandle.current().pid());
    }

    private void run() {
      skel.load();
      skel.attach();
      while (skel.bss.calls.getVolatile() < 100) {
        skel.maps.bss.bytes().lookup(NativeBytes.of(0));
      }
      skel.detach();
    }

    @Test
    void areWhatItReadsAndWrites() {
      skel.rodata_steps.step.set(3);
      skel.data.threshold.set(5);
      run();
      assertThat(skel.bss.current.get()).isEqualTo(GlobalsSkel.Mode.MODE_COUNT);
      assertThat(skel.bss.per_mode.at(7).get()).isGreaterThan(0);
      assertThat(skel.bss_counters.total.get()).isAtLeast(300);
      Stats seen = skel.bss.history.get()[1];
      assertThat(seen.calls).isGreaterThan(0);
      assertThat(seen.comm).isNotEmpty();
      assertThat(skel.bss.kernel_version.get()).isEqualTo(skel.kconfig.LINUX_KERNEL_VERSION.get());
    }

    @Test
    void canBeSharedWithAnotherObjectsSection() {
      skel.load();
      try (GlobalsSkel other = GlobalsSkel.open()) {
        other.maps.bss_counters.options().reuse(skel.maps.bss_counters);
        other.load();
        skel.bss_counters.total.set(7);
        assertThat(other.bss_counters.total.get()).isEqualTo(7);
      }
    }

    @Test
    void canBeSetWhileItRuns() {
      skel.data.enabled.set(false);
      skel.load();
      skel.attach();
      skel.maps.bss.bytes().lookup(NativeBytes.of(0));
      assertThat(skel.bss.calls.get()).isEqualTo(0);
      skel.data.enabled.set(true);
      skel.maps.bss.bytes().lookup(NativeBytes.of(0));
      assertThat(skel.bss.calls.get()).isGreaterThan(0);
    }

    @Test
    void areSharedAtomically() {
      skel.load();
      LongVar calls = skel.bss.calls;
      assertThat(calls.getAndAdd(5)).isEqualTo(0);
      assertThat(calls.compareAndSet(5, 6)).isTrue();
      assertThat(calls.compareAndSet(5, 7)).isFalse();
      assertThat(calls.getAndBitwiseOr(1)).isEqualTo(6);
      assertThat(calls.getAndSet(0)).isEqualTo(7);
      assertThat(NativeBytes.in(skel.maps.bss.bytes().lookup(NativeBytes.of(0))).remaining())
          .isEqualTo(skel.maps.bss.valueSize());
    }

    @Test
    void constantsReachTheVerifier() {
      skel.load();
      try (GlobalsSkel other = GlobalsSkel.open()) {
        other.rodata.broken.set(true);
        assertThrows(org.bpfskel.BpfException.class, other::load);
      }
    }

    @Test
    void constantsCannotBeSetAfterLoad() {
      skel.load();
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> skel.rodata.broken.set(true));
      assertThat(e)
          .hasMessageThat()
          .isEqualTo("broken cannot be set: the kernel has taken its value as a constant at load");
      assertThat(skel.rodata.broken.get()).isFalse();
    }

    @Test
    void keepTheLastValuesAfterClose() {
      run();
      skel.close();
      assertThat(skel.bss.calls.get()).isAtLeast(100);
      skel.bss.calls.set(1);
      assertThat(skel.bss.calls.get()).isEqualTo(1);
    }
  }
}
